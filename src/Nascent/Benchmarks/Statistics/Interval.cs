namespace Nascent.Benchmarks.Statistics;

/// <summary>A value with the interval that the bootstrap gives it.</summary>
/// <param name="Value">The value of all samples.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record Interval(double Value, double Low, double High);
