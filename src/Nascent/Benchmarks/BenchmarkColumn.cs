namespace Nascent.Benchmarks;

/// <summary>A column of a benchmark table, named as the table's format says: <c>KIND.NAME[@FIDELITY][#REPEAT]</c>.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Name">The metric's or score's name; <c>seconds</c> for costs of training.</param>
/// <param name="Fidelity">The number after <c>@</c>, such as epochs, or null.</param>
/// <param name="Of">For the cost of a score: the score's name.</param>
/// <param name="Repeat">The number after <c>#</c>, or null.</param>
/// <param name="Values">One a row; NaN where there is none.</param>
public sealed record BenchmarkColumn(BenchmarkColumnKind Kind, string Name, double? Fidelity, string? Of, int? Repeat, double[] Values);
