using System.Globalization;
using Nascent.Benchmarks.Statistics;
using Nascent.Numerics;
using Nascent.Tasks;

namespace Nascent.Reporting.Outcomes;

/// <summary>What a small test set leaves open of an accuracy: the exact interval (Clopper and Pearson 1934).</summary>
/// <remarks>A bootstrap of twenty samples that are all right knows no wrong one, and so gives no width. This interval does, and it stays within 0 and 100 %.</remarks>
public static class TestRange
{
    /// <summary>Test samples from which on the interval by the bootstrap is as good.</summary>
    public const int Enough = 1000;

    private const double Level = 0.95;

    /// <summary>The interval around an accuracy; null where accuracy does not decide, the test set was not read, or has enough samples.</summary>
    /// <param name="story">The run.</param>
    /// <param name="accuracy">The share of its test samples that is right; of a mean over trainings, the nearest share is taken.</param>
    public static Interval? Of(RunStory story, double accuracy)
    {
        if (SamplesOf(story) is not { } all)
            return null;
        var (low, high) = Distributions.BinomialInterval((int)Math.Round(accuracy * all), all, Level);
        return new(accuracy, low, high);
    }

    /// <summary>One sentence on the deployed file; null where there is no such interval.</summary>
    public static string? Sentence(RunStory story) =>
        SamplesOf(story) is { } all && story.State.Deployed?.Metrics[Metric.Accuracy.Name] is { } accuracy && Of(story, accuracy) is { } interval
            ? string.Create(CultureInfo.InvariantCulture, $"best.onnx has {Math.Round(accuracy * all):N0} of {all:N0} test samples right. So few leave its accuracy open between {100 * interval.Low:0.0} and {100 * interval.High:0.0} % (95 % interval).")
            : null;

    private static int? SamplesOf(RunStory story) =>
        story.State.Spec?.Objectives[0].Metric == Metric.Accuracy.Name && story.Test is { Confusion: { IsDefaultOrEmpty: false } confusion } && confusion.Sum(row => row.Sum()) is > 0 and < Enough and var all ? all : null;
}
