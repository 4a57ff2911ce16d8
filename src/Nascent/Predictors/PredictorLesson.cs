using System.Collections.Immutable;
using Nascent.Randomness;

namespace Nascent.Predictors;

/// <summary>What a model is fitted to.</summary>
/// <param name="Domain">The networks that it is of.</param>
/// <param name="Inputs">The networks that were measured, at least two.</param>
/// <param name="Scores">What was measured of each, on the scale of <see cref="ValueScale"/>: about normal, mean 0, variance 1.</param>
/// <param name="Known">The scores known without training that the model reads, on scales of their own.</param>
/// <param name="Seed">The key of the model's randomness.</param>
public sealed record PredictorLesson(PredictorDomain Domain, ImmutableArray<PredictorInput> Inputs, ImmutableArray<double> Scores, KnownFeatures Known, Seed Seed)
{
    /// <summary>The lesson with some of the networks alone.</summary>
    internal PredictorLesson Of(IReadOnlyList<int> indices, Seed seed) => this with { Inputs = [.. indices.Select(i => Inputs[i])], Scores = [.. indices.Select(i => Scores[i])], Seed = seed };
}
