using Nascent.Genotypes;
using Nascent.Predictors.Encodings;

namespace Nascent.Predictors;

/// <summary>How far networks are from those that a predictor has seen: the share of the decisions that the nearest one answers otherwise.</summary>
/// <remarks>Distances of answers are those of <see cref="DecisionCodes"/>.</remarks>
internal sealed class Nearness
{
    private readonly DecisionCodes _codes;
    private readonly ushort[][] _seen;

    public Nearness(DecisionSpace space, IEnumerable<PredictorInput> seen)
    {
        _codes = new DecisionCodes(space);
        _seen = [.. seen.Select(input => _codes.Of(input.Genotype))];
    }

    /// <summary>The distance to the nearest of those seen, from 0 to about 1.</summary>
    public double DistanceOf(Genotype genotype)
    {
        var (codes, nearest) = (_codes.Of(genotype), double.PositiveInfinity);
        foreach (var other in _seen)
            nearest = Math.Min(nearest, Between(codes, other));
        return nearest / Math.Max(1, _codes.Length);
    }

    private double Between(ushort[] a, ushort[] b)
    {
        var sum = 0.0;
        for (var d = 0; d < a.Length; d++)
            sum += _codes.Distances(d)[(a[d] * _codes.Stride(d)) + b[d]];
        return sum;
    }
}
