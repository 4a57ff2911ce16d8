using System.Collections.Immutable;
using Nascent.Numerics;
using Nascent.Randomness;

namespace Nascent.Predictors;

/// <summary>Says what value to expect of networks that were not measured, and how sure that is.</summary>
/// <remarks>A function of its <see cref="Record"/> and the networks' domain. Immutable, but its model serves one thread at a time.</remarks>
public sealed class AccuracyPredictor
{
    /// <summary>The fewest networks that a predictor can be fitted to.</summary>
    public const int LeastObservations = 2;

    /// <summary>The most measured networks that a predictor can be fitted to.</summary>
    public const int MostObservations = 10_000;

    private const double LargestValue = 1e100; // whose square is a number still

    private const int Folds = 5, LeastForFolds = 10;

    private readonly IPredictorModel _model;
    private readonly ValueScale _scale;
    private readonly Nearness _nearness;
    private readonly ScoreVote _vote;
    private readonly double _spread;

    private AccuracyPredictor(PredictorRecord record, PredictorDescription kind, PredictorLesson lesson, ValueScale scale)
    {
        (Record, _model, _scale) = (record, kind.Fit(lesson), scale);
        (_nearness, _vote) = (new Nearness(lesson.Domain.Space, lesson.Inputs), new ScoreVote(lesson));
        (Errors, HeldOutTau, _spread) = HeldOut(kind, lesson, record.Seed.Derive("folds"));
    }

    /// <summary>What it follows from.</summary>
    public PredictorRecord Record { get; }

    /// <summary>How large its errors are.</summary>
    public ErrorModel Errors { get; }

    /// <summary>Kendall's τ of what models expected of networks that they were not shown with what was measured of them; not-a-number below ten networks.</summary>
    public double HeldOutTau { get; }

    /// <summary>Fits a predictor.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="domain">The networks that it is of.</param>
    /// <param name="metric">What the values are, such as <c>accuracy</c>.</param>
    /// <param name="observations">What it learns from: at least two networks whose values differ.</param>
    /// <param name="seed">The key of its randomness.</param>
    /// <exception cref="NascentException">There are too few observations, a value is no finite number, or a genotype is of another space.</exception>
    public static AccuracyPredictor Fit(PredictorDescription kind, PredictorDomain domain, string metric, IReadOnlyList<PredictorObservation> observations, Seed seed) =>
        Fit(kind, domain, new PredictorRecord(kind.Name, kind.Version, seed, metric, domain.Space.Name, PredictorRecord.DecisionsOf(domain.Space), [.. observations]));

    /// <summary>Fits the predictor that a record is of.</summary>
    /// <param name="kind">The entry that the record names.</param>
    /// <param name="domain">The networks that it is of, with the decisions of the record's.</param>
    /// <param name="record">What it follows from.</param>
    /// <exception cref="NascentException">As for the other; or the record is of another space, kind or version.</exception>
    public static AccuracyPredictor Fit(PredictorDescription kind, PredictorDomain domain, PredictorRecord record)
    {
        var source = $"Predictor '{kind.Name}'";
        record.CheckSpace(domain.Space, source);
        if (record.Predictor != kind.Name || record.Version != kind.Version)
            throw new NascentException($"{source}: found a record of version {record.Version} of '{record.Predictor}', expected version {kind.Version} of '{kind.Name}', which another would not equal; fit and save the predictor again.");
        Check(record, source);
        ImmutableArray<PredictorInput> inputs = [.. record.Observations.Select(observation => observation.Input)];
        var scale = ValueScale.Of([.. record.Observations.Select(observation => observation.Value)]);
        var lesson = new PredictorLesson(domain, inputs, scale.ScoresOf(record.Observations.Select(observation => observation.Value)), KnownFeatures.Of(inputs), record.Seed.Derive("model"));
        return new(record, kind, lesson, scale);
    }

    /// <summary>What is expected of a network.</summary>
    /// <exception cref="NascentException">The genotype is of another space.</exception>
    public PredictedValue Predict(PredictorInput input) => Predict([input])[0];

    /// <summary>What is expected of networks, in their order; faster than one by one.</summary>
    /// <exception cref="NascentException">A genotype is of another space.</exception>
    public ImmutableArray<PredictedValue> Predict(IReadOnlyList<PredictorInput> inputs) => [.. inputs.Zip(_model.Predict(inputs), (input, predicted) =>
    {
        var expected = predicted.Mean / _spread;
        var outlook = _vote.Of(input) is { } vote ? (expected + vote) / 2 : expected;
        return new PredictedValue(predicted.Mean, Errors.DeviationOf(predicted.Spread, _nearness.DistanceOf(input.Genotype)), outlook, _scale);
    })];

    /// <summary>The score that a value has on the predictor's scale, to compare with <see cref="PredictedValue.Score"/>.</summary>
    public double ScoreOf(double value) => _scale.ScoreOf(value);

    private static void Check(PredictorRecord record, string source)
    {
        if (record.Observations.Length < LeastObservations)
            throw new NascentException($"{source}: found {record.Observations.Length} measured networks to learn from, expected at least {LeastObservations}; let more trials finish first.");
        if (record.Observations.Length > MostObservations)
            throw new NascentException($"{source}: found {record.Observations.Length} measured networks, expected at most {MostObservations}, since fitting takes time with the third power of their number; leave some out.");
        for (var i = 0; i < record.Observations.Length; i++)
        {
            if (!(Math.Abs(record.Observations[i].Value) <= LargestValue))
                throw new NascentException($"{source}, observation {i + 1}: found the value {record.Observations[i].Value}, expected a finite number; leave out networks without a result.");
            foreach (var (name, value) in record.Observations[i].Input.Known.Values)
                if (!(Math.Abs(value) <= LargestValue))
                    throw new NascentException($"{source}, observation {i + 1}: found {value} for '{name}', expected a finite number; leave out that network.");
        }

        if (record.Observations.All(observation => observation.Value.Equals(record.Observations[0].Value)))
            throw new NascentException($"{source}: found the value {record.Observations[0].Value} for all {record.Observations.Length} networks, expected at least two that differ.");
    }

    /// <summary>How models of four folds do on the fifth.</summary>
    private static (ErrorModel Errors, double Tau, double Spread) HeldOut(PredictorDescription kind, PredictorLesson lesson, Seed seed)
    {
        if (lesson.Inputs.Length < LeastForFolds)
            return (ErrorModel.Prior, double.NaN, ScoreVote.Spread(lesson.Scores));
        var order = Enumerable.Range(0, lesson.Inputs.Length).ToArray();
        seed.Stream().Shuffle<int>(order);
        var errors = new List<(double Error, double Spread, double Distance)>();
        var expected = new double[order.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] held = [.. order.Where((_, place) => place % Folds == fold)], shown = [.. order.Where((_, place) => place % Folds != fold).Order()];
            var model = kind.Fit(lesson.Of(shown, seed.Derive(fold)));
            var nearness = new Nearness(lesson.Domain.Space, shown.Select(i => lesson.Inputs[i]));
            var predicted = model.Predict([.. held.Select(i => lesson.Inputs[i])]);
            for (var i = 0; i < held.Length; i++)
            {
                expected[held[i]] = predicted[i].Mean;
                errors.Add((lesson.Scores[held[i]] - predicted[i].Mean, predicted[i].Spread, nearness.DistanceOf(lesson.Inputs[held[i]].Genotype)));
            }
        }

        return (ErrorModel.Fit(errors), RankCorrelation.KendallTau(expected, lesson.Scores), ScoreVote.Spread(expected));
    }
}
