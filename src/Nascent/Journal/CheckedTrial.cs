using System.Collections.Immutable;

namespace Nascent.Journal;

/// <summary>A trial that was scored by shared weights and, to check these, trained by itself.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Value">Its value in the run's first metric after the training; null where it could not be trained.</param>
/// <param name="WithoutTraining">Its score without training; not-a-number where it has none.</param>
/// <param name="ByStage">Its value by the shared weights at each of <c>SharedStages.All</c>; not-a-number where it could not be scored.</param>
public sealed record CheckedTrial(int Trial, double? Value, double WithoutTraining, ImmutableArray<double> ByStage);
