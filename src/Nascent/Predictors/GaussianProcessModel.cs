using Nascent.Predictors.Encodings;
using Nascent.Predictors.Gaussian;

namespace Nascent.Predictors;

/// <summary>A Gaussian process over genotypes and known scores: the model that <c>gp</c> and <c>auto</c> search by.</summary>
/// <remarks>See <see cref="GaussianProcess"/>. The covariance is fitted to at most 200 networks, spread evenly over those learned from, and the process conditions on at most 1,000.</remarks>
internal sealed class GaussianProcessModel : IPredictorModel
{
    private const int Fitted = 200, Most = 1000, Steps = 60;

    private readonly DecisionCodes _codes;
    private readonly KnownFeatures _known;
    private readonly GaussianProcess _process;

    private GaussianProcessModel(PredictorLesson lesson)
    {
        (_codes, _known) = (new DecisionCodes(lesson.Domain.Space), lesson.Known);
        var points = lesson.Inputs.Select(PointOf).ToArray();
        var prior = KernelParameters.Prior(_codes.Length, _known.Names.Length, Differing(points));
        var fitted = Spread(points.Length, Fitted);
        var parameters = new KernelFit(_codes, prior).Fit(prior, [.. fitted.Select(i => points[i])], [.. fitted.Select(i => lesson.Scores[i])], Steps);
        var kept = Spread(points.Length, Most);
        _process = new GaussianProcess(_codes, parameters, kept.Length);
        foreach (var i in kept)
            _process.Add(points[i]);
        _process.Solve([.. kept.Select(i => lesson.Scores[i])]);
    }

    /// <summary>The entry in the table.</summary>
    public static PredictorDescription Description { get; } = new(
        "gp", "a Gaussian process on a network's decisions and known scores", "Rasmussen and Williams 2006; Hutter et al. 2011", 1, lesson => new GaussianProcessModel(lesson));

    /// <inheritdoc/>
    public IReadOnlyList<PredictedScore> Predict(IReadOnlyList<PredictorInput> inputs) =>
        [.. inputs.Select(input => _process.Predict(PointOf(input)) is var (mean, deviation) ? new PredictedScore(mean, deviation) : default)];

    private SurrogatePoint PointOf(PredictorInput input) => new(_codes.Of(input.Genotype), _known.Of(input));

    /// <summary>Some of so many indices, evenly.</summary>
    private static int[] Spread(int count, int most) => [.. Enumerable.Range(0, Math.Min(count, most)).Select(i => (int)((long)i * count / Math.Min(count, most)))];

    /// <summary>In how many decisions two of the networks differ, on average over neighbours in their order.</summary>
    private double Differing(SurrogatePoint[] points)
    {
        var sum = 0.0;
        for (var i = 1; i < points.Length; i++)
            for (var d = 0; d < _codes.Length; d++)
                sum += _codes.Distances(d)[(points[i].Codes[d] * _codes.Stride(d)) + points[i - 1].Codes[d]];
        return sum / (points.Length - 1);
    }
}
