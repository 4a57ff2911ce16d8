using Nascent.Tasks;

namespace Nascent.Trials;

/// <summary>A metric to be made as large, or as small, as possible.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Maximise">Whether more is better.</param>
public sealed record Objective(string Metric, bool Maximise)
{
    /// <summary>The objective of a metric, in the direction that its name implies.</summary>
    /// <exception cref="NascentException">There is no such metric.</exception>
    public static Objective Of(string metric) => new(metric, Tasks.Metric.Named(metric).HigherIsBetter);

    /// <summary>The measured value, turned so that more is better; negative infinity where it was not measured.</summary>
    public double Score(Metrics metrics) => metrics[Metric] is { } value ? (Maximise ? value : -value) : double.NegativeInfinity;
}
