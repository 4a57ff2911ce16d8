using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Benchmarks;

/// <summary>Which way a table's metric is better, by its name.</summary>
public static class TableMetric
{
    private static readonly string[] Costs = ["latency", "params", "macs", "flops", "memory", "energy", "size", "seconds", "time", "loss", "error", "regret", "rmse", "mae", "work"];

    /// <summary>The objective of a metric: in its own direction where the program knows it (<see cref="Metric.All"/>), made small where a word of its name is a cost or an error, else made large.</summary>
    /// <remarks>Words are what underscores, hyphens and dots separate: <c>log_latency</c> and <c>latency_ms</c> are costs. The words are latency, params, macs, flops, memory, energy, size, seconds, time, loss, error, regret, rmse, mae and work.</remarks>
    public static Objective ObjectiveOf(string metric) =>
        new(metric, Metric.Find(metric)?.HigherIsBetter ?? !metric.Split('_', '-', '.').Any(word => Costs.Contains(word, StringComparer.OrdinalIgnoreCase)));
}
