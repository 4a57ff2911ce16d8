using System.Collections.Immutable;

namespace Nascent.Predictors;

/// <summary>The scores known without training, each on the scale of its ranks among the networks that a predictor learns from.</summary>
/// <remarks>Scores that are the same for all of these, or that fewer than half of them have, are left out.</remarks>
public sealed class KnownFeatures
{
    private readonly ImmutableArray<ValueScale> _scales;

    private KnownFeatures(ImmutableArray<string> names, ImmutableArray<ValueScale> scales) => (Names, _scales) = (names, scales);

    /// <summary>The names of the scores, in the order of <see cref="Of(PredictorInput)"/>.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The scores of some networks.</summary>
    public static KnownFeatures Of(IReadOnlyList<PredictorInput> inputs)
    {
        var scales = inputs.SelectMany(input => input.Known.Values.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Values: inputs.Select(input => input.Known[name]).OfType<double>().Where(double.IsFinite).ToArray()))
            .Where(score => 2 * score.Values.Length >= inputs.Count && score.Values.Length > 0)
            .Select(score => (score.Name, Scale: ValueScale.Of(score.Values))).Where(score => !score.Scale.IsFlat).ToArray();
        return new([.. scales.Select(score => score.Name)], [.. scales.Select(score => score.Scale)]);
    }

    /// <summary>The scores of a network, about normal among those learned from; 0, the middle, for one that it lacks.</summary>
    public double[] Of(PredictorInput input)
    {
        var features = new double[Names.Length];
        for (var i = 0; i < features.Length; i++)
            features[i] = input.Known[Names[i]] is { } value && !double.IsNaN(value) ? _scales[i].ScoreOf(value) : 0;
        return features;
    }
}
