using Nascent.Numerics;
using Nascent.Predictors.Encodings;

namespace Nascent.Predictors.Gaussian;

/// <summary>Gaussian process regression over genotypes (Rasmussen and Williams 2006, algorithm 2.1).</summary>
/// <remarks>
/// The covariance of two genotypes is a · exp(−Σ w_d δ_d) + b · (1/D) Σ exp(−w_d δ_d) + Σ v_k f_k f'_k, and a noise of its own for each observation: a product over
/// decisions (categories as in Hutter et al. 2011, section 4.2), which can model what two decisions do together; a sum, which
/// generalises where decisions are many (Kandasamy, Schneider, Póczos 2015); and a linear function of the scores known without training.
/// </remarks>
internal sealed class GaussianProcess
{
    private readonly DecisionCodes _codes;
    private readonly ushort[][] _answers; // of each decision, those of the observations
    private readonly double[][] _scores;
    private readonly Cholesky _root;
    private readonly double[] _alpha;
    private readonly double[] _left;
    private readonly double[] _solved;
    private readonly double[] _terms;
    private readonly double[][] _decays;
    private readonly double[] _known;
    private readonly double _product, _sum, _noise;

    /// <summary>Makes one without observations.</summary>
    /// <param name="codes">The space's codes.</param>
    /// <param name="parameters">The covariance.</param>
    /// <param name="capacity">The most observations.</param>
    public GaussianProcess(DecisionCodes codes, KernelParameters parameters, int capacity)
    {
        _codes = codes;
        _answers = [.. Enumerable.Range(0, codes.Length).Select(_ => new ushort[capacity])];
        _scores = new double[capacity][];
        (_root, _alpha, _left, _solved, _terms) = (new Cholesky(capacity), new double[capacity], new double[capacity], new double[capacity], new double[capacity]);
        var values = parameters.Values;
        _decays = new double[codes.Length][];
        for (var d = 0; d < codes.Length; d++)
        {
            var weight = Math.Exp(values[d]);
            _decays[d] = Array.ConvertAll(codes.Distances(d), distance => Math.Exp(-weight * distance));
        }

        _known = [.. values.AsSpan(parameters.Decisions, parameters.Known).ToArray().Select(value => Math.Exp(value / 2))];
        (_product, _sum, _noise) = (Math.Exp(values[parameters.Product]), Math.Exp(values[parameters.Sum]) / Math.Max(1, codes.Length), Math.Exp(values[parameters.Noise]));
    }

    /// <summary>The number of observations.</summary>
    public int Count => _root.Count;

    /// <summary>Adds an observation; <see cref="Solve"/> says then what was observed.</summary>
    public void Add(SurrogatePoint point)
    {
        var variance = Covariances(point, _left);
        for (var d = 0; d < _answers.Length; d++)
            _answers[d][Count] = point.Codes[d];
        _scores[Count] = Scaled(point.Known);
        _root.Append(_left.AsSpan(0, Count), variance + _noise);
    }

    /// <summary>Forgets all observations but the first ones.</summary>
    public void Truncate(int count) => _root.Truncate(count);

    /// <summary>Conditions on values of the observations, in their order.</summary>
    public void Solve(ReadOnlySpan<double> values)
    {
        _root.SolveLower(values, _alpha);
        _root.SolveUpper(_alpha);
    }

    /// <summary>The expected value of a genotype.</summary>
    public double Mean(SurrogatePoint point)
    {
        _ = Covariances(point, _left);
        return Cholesky.Dot(_left.AsSpan(0, Count), _alpha.AsSpan(0, Count));
    }

    /// <summary>What a genotype may be at best: its expected value and the standard deviation that would be left if the most similar observation were the only one.</summary>
    /// <remarks>Takes time in the number of observations, where <see cref="Predict"/> takes it in the square of it.</remarks>
    public double Optimistic(SurrogatePoint point)
    {
        var prior = Covariances(point, _left);
        var left = _left.AsSpan(0, Count);
        var nearest = 0.0;
        foreach (var covariance in left)
            nearest = Math.Max(nearest, Math.Abs(covariance));
        return Cholesky.Dot(left, _alpha.AsSpan(0, Count)) + Math.Sqrt(Math.Max(0, prior - (nearest * nearest / (prior + _noise))));
    }

    /// <summary>The expected value of a genotype and the standard deviation of what is not known of it; noise is left out.</summary>
    public (double Mean, double Deviation) Predict(SurrogatePoint point)
    {
        var prior = Covariances(point, _left);
        var mean = Cholesky.Dot(_left.AsSpan(0, Count), _alpha.AsSpan(0, Count));
        _root.SolveLower(_left, _solved);
        return (mean, Math.Sqrt(Math.Max(prior - Cholesky.Dot(_solved.AsSpan(0, Count), _solved.AsSpan(0, Count)), 1e-9)));
    }

    /// <summary>Writes the covariances with the observations, and returns the genotype's own variance.</summary>
    private double Covariances(SurrogatePoint point, Span<double> into)
    {
        var known = Scaled(point.Known);
        var products = into[..Count];
        var sums = _terms.AsSpan(0, Count);
        products.Fill(1);
        sums.Clear();
        for (var d = 0; d < _answers.Length; d++)
        {
            var decays = _decays[d].AsSpan(point.Codes[d] * _codes.Stride(d), _codes.Stride(d));
            var answers = _answers[d].AsSpan(0, products.Length);
            for (var i = 0; i < answers.Length; i++)
            {
                var decay = decays[answers[i]];
                products[i] *= decay;
                sums[i] += decay;
            }
        }

        for (var i = 0; i < products.Length; i++)
            products[i] = (_product * products[i]) + (_sum * sums[i]) + Cholesky.Dot(known, _scores[i]);
        return _product + (_sum * _answers.Length) + Cholesky.Dot(known, known);
    }

    private double[] Scaled(double[] known)
    {
        var scaled = new double[known.Length];
        for (var k = 0; k < scaled.Length; k++)
            scaled[k] = _known[k] * known[k];
        return scaled;
    }
}
