using System.Globalization;
using Nascent.Numerics;
using Nascent.Tasks;

namespace Nascent.Reporting.Outcomes;

/// <summary>What a small test set leaves open of an accuracy.</summary>
public static class TestRange
{
    /// <summary>Test samples from which on the interval by the bootstrap is as good, and nothing is said here.</summary>
    public const int Enough = 1000;

    private const double Level = 0.95;

    /// <summary>One sentence with the exact interval (Clopper and Pearson 1934) of the deployed file's accuracy; null where accuracy does not decide, the test set was not read, or has enough samples.</summary>
    /// <remarks>A bootstrap of twenty samples that are all right knows no wrong one, and so gives no width. This interval does.</remarks>
    public static string? Sentence(RunStory story)
    {
        if (story.State.Spec is not { } spec || spec.Objectives[0].Metric != Metric.Accuracy.Name || story.State.Deployed is null || story.Test is not { Confusion: { IsDefaultOrEmpty: false } confusion })
            return null;
        var (right, all) = (confusion.Select((row, i) => row[i]).Sum(), confusion.Sum(row => row.Sum()));
        if (all is 0 or >= Enough)
            return null;
        var (low, high) = Distributions.BinomialInterval(right, all, Level);
        return string.Create(CultureInfo.InvariantCulture, $"best.onnx has {right:N0} of {all:N0} test samples right. So few leave its accuracy open between {100 * low:0.0} and {100 * high:0.0} % (95 % interval).");
    }
}
