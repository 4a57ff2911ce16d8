using System.Collections.Immutable;

namespace Nascent.Benchmarks;

/// <summary>What one simulated search came to.</summary>
/// <param name="Validation">The first objective's value of the pick at the table's highest fidelity; NaN where nothing was found that keeps the limits.</param>
/// <param name="Test">The same of its test value; NaN where the table has none.</param>
/// <param name="Hypervolume">With several objectives: the volume that the front dominates which the search saw, by the fidelity that it saw; else NaN.</param>
/// <param name="Evaluations">How many evaluations were made.</param>
/// <param name="Trials">How many trials were proposed, those that cost nothing among them.</param>
/// <param name="Seconds">What they cost by the table.</param>
/// <param name="Milliseconds">What the strategy itself took.</param>
/// <param name="Path">The pick after each evaluation.</param>
/// <param name="Front">With several objectives: the rows of the front that the search saw.</param>
public sealed record SearchOutcome(
    double Validation, double Test, double Hypervolume, int Evaluations, int Trials, double Seconds, double Milliseconds, ImmutableArray<TablePick> Path, ImmutableArray<int> Front);
