using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>What a search over shared weights looked like, by epoch.</summary>
public static class SharedSearchChart
{
    private const double LabelHeight = 0.05;
    private static readonly string[] Colours = ["winner", "runner-up", "baseline-1", "baseline-2", "baseline-3"];

    /// <summary>The preferred network's value and how undecided the search was; null where nothing was looked at.</summary>
    public static string? Progress(RunStory story)
    {
        var looks = LooksOf(story);
        if (looks.Length == 0)
            return null;
        var metric = story.State.Spec!.Objectives[0].Metric;
        var isShare = looks.All(look => look.Validation is >= 0 and <= 1);
        var plot = Plot.Begin("Shared weights", ("epochs", "", looks.Select(look => look.Epoch).Append(0)), (isShare ? $"validation {Metric.TitleOf(metric)}, share undecided" : $"validation {Metric.TitleOf(metric)}", metric, looks.Select(look => look.Validation).Concat(isShare ? looks.Select(look => look.Undecided) : [])));
        plot.Curve(looks.Select(look => (look.Epoch, look.Validation)), "curve-full winner", $"validation {Metric.TitleOf(metric)} of the preferred network");
        if (isShare)
            plot.Curve(looks.Select(look => (look.Epoch, look.Undecided)), "curve-full baseline-1", "share undecided");
        foreach (var look in looks)
            plot.Dot(look.Epoch, look.Validation, 2.5, "dot-search", $"epoch {look.Epoch:0.0}: {Figures.Of(metric, look.Validation)}, loss {look.Loss:0.000}, {100 * look.Undecided:0} % undecided: {look.Preferred}");
        return plot.ToString();
    }

    /// <summary>The probability of each option, over all decisions that have one of its name; null where nothing is decided by probabilities.</summary>
    public static string? Shares(RunStory story)
    {
        var looks = LooksOf(story);
        string[] options = [.. looks.SelectMany(look => look.Shares).SelectMany(shares => shares.Options).Distinct()];
        if (options.Length == 0)
            return null;
        var plot = Plot.Begin("Options", ("epochs", "", looks.Select(look => look.Epoch).Append(0)), ("probability", "", [0, 1]));
        var curves = options.Select(option => (Option: option, Points: PointsOf(looks, option))).Where(curve => curve.Points.Length > 0).OrderBy(curve => curve.Points[^1].Share).ToArray();
        var label = double.NegativeInfinity;
        foreach (var (i, (option, points)) in curves.Index())
        {
            plot.Curve(points, $"curve-full {Colours[i % Colours.Length]}", option);
            label = Math.Max(points[^1].Share, label + LabelHeight); // lines that end together have their names one above the other
            plot.Label(points[^1].Epoch, label, option);
        }

        return plot.ToString();
    }

    private static (double Epoch, double Share)[] PointsOf(SharedLook[] looks, string option) =>
        [.. looks.Where(look => look.Shares.Any(shares => shares.Options.Contains(option))).Select(look => (look.Epoch, MeanOf(look, option)))];

    private static SharedLook[] LooksOf(RunStory story) => story.State.SharedSearch is { } search ? [.. search.Outcome.Looks] : [];

    private static double MeanOf(SharedLook look, string option) =>
        look.Shares.Where(shares => shares.Options.Contains(option)).Average(shares => shares.Shares[shares.Options.IndexOf(option)]);
}
