using Nascent.Reporting.Numbers;
using Nascent.Tasks;

namespace Nascent.Reporting.Outcomes;

/// <summary>What bytes in place of numbers of 32 bits cost, in words.</summary>
public static class PrecisionWords
{
    /// <summary>One sentence; null where the file computes with numbers of 32 bits.</summary>
    public static string? Sentence(RunStory story) => story.State is { Deployed: { Exact: { } exact } deployed, Spec: { } spec } && spec.Objectives[0].Metric is var metric
        ? $"The file computes with bytes (int8): its test {Metric.TitleOf(metric)} is {Figures.Of(metric, deployed.Metrics[metric])}, and {Figures.Of(metric, exact[metric])} with numbers of 32 bits."
        : null;
}
