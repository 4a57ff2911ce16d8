using Nascent.Predictors.Gaussian;
using Nascent.Trials;

namespace Nascent.Strategies.Surrogates;

/// <summary>A trial that a model learns from.</summary>
/// <param name="Trial">The trial: one with a result, or one that failed.</param>
/// <param name="Point">What was known of it before.</param>
internal sealed record SurrogateEntry(Trial Trial, SurrogatePoint Point);
