using Nascent.Genotypes;

namespace Nascent.Predictors.Encodings;

/// <summary>Genotypes as one small number a decision, and how far two answers of a decision are apart.</summary>
/// <remarks>
/// Code 0 is a closed decision, code i + 1 its option i. Two answers of a decision of names differ by 1; two of ordered numbers by the share of the range between them; an
/// open and a closed one by 1, and by half of the range where numbers are ordered, so that the distances are those of points in a plane (city-block), and kernels
/// over them are positive definite.
/// </remarks>
internal sealed class DecisionCodes
{
    private readonly DecisionSpace _space;
    private readonly double[][] _distances;

    public DecisionCodes(DecisionSpace space)
    {
        _space = space;
        _distances = [.. space.Decisions.Select(TableOf)];
    }

    /// <summary>The number of decisions.</summary>
    public int Length => _distances.Length;

    /// <summary>The codes of a genotype.</summary>
    public ushort[] Of(Genotype genotype) => _space.OptionsOf(genotype) is var options ? Array.ConvertAll(options, option => (ushort)(option + 1)) : [];

    /// <summary>The distances between all codes of a decision: element [a × stride + b].</summary>
    public double[] Distances(int decision) => _distances[decision];

    /// <summary>The row length of <see cref="Distances"/>.</summary>
    public int Stride(int decision) => _space.Decisions[decision].Options.Length + 1;

    private static double[] TableOf(Decision decision)
    {
        var stride = decision.Options.Length + 1;
        var table = new double[stride * stride];
        for (var a = 0; a < stride; a++)
            for (var b = 0; b < stride; b++)
                table[(a * stride) + b] = a == b ? 0 : !decision.IsOrdered ? 1 : a > 0 && b > 0 ? Math.Abs(a - b) / (stride - 2.0) : 1 + Math.Abs(((Math.Max(a, b) - 1) / (stride - 2.0)) - 0.5);
        return table;
    }
}
