using Nascent.Reporting.Numbers;
using Nascent.Tasks;

namespace Nascent.Reporting.Outcomes;

/// <summary>The largest class of the test set: an accuracy says little where one class is nearly all.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Share">Its share of the test samples, in the range (0, 1].</param>
public sealed record ClassShare(string Class, double Share)
{
    /// <summary>The share in words, such as <c>90.00 %</c>.</summary>
    public string Percent => Figures.Of(Metric.Accuracy.Name, Share);

    /// <summary>The largest class; null before the test set was read, and for a regression.</summary>
    public static ClassShare? Of(RunStory story)
    {
        if (story.Test is not { Confusion: { IsDefaultOrEmpty: false } confusion } || story.Data is not { } data || data.Classes.Length != confusion.Length)
            return null;
        int[] counts = [.. confusion.Select(row => row.Sum())];
        return counts.Sum() is > 0 and var all ? new(data.Classes[Array.IndexOf(counts, counts.Max())], (double)counts.Max() / all) : null;
    }

    /// <summary>One sentence to stand beside an accuracy on the test set; null where accuracy does not decide, or nothing is known.</summary>
    public static string? Sentence(RunStory story)
    {
        if (story.State.Spec is not { } spec || spec.Objectives[0].Metric != Metric.Accuracy.Name || Of(story) is not { } largest)
            return null;
        var isNoBetter = story.Winner?.Test is { } test && Figures.Shown(Metric.Accuracy.Name, test.Mean) <= Figures.Shown(Metric.Accuracy.Name, largest.Share);
        return $"The largest class, '{largest.Class}', is {largest.Percent} of the test set; always naming it would be right that often.{(isNoBetter ? " The chosen network is no better by this metric; --maximize balanced_accuracy and --class-weights help." : "")}";
    }
}
