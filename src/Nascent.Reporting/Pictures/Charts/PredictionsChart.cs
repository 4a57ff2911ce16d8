using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>Predicted against true values of a regression on the test part.</summary>
public static class PredictionsChart
{
    /// <summary>The picture, or null for a classification.</summary>
    public static string? Draw(TestFacts? test, string target)
    {
        if (test is null || test.Pairs.IsEmpty)
            return null;
        var all = test.Pairs.SelectMany(pair => pair).ToArray();
        var plot = Plot.Begin("Predicted and true values", ($"true {target}", "value", all), ($"predicted {target}", "value", all));
        plot.Curve([(all.Min(), all.Min()), (all.Max(), all.Max())], "front");
        foreach (var pair in test.Pairs)
            plot.Dot(pair[0], pair[1], 3, "dot winner", $"true {Figures.Of("value", pair[0])}, predicted {Figures.Of("value", pair[1])}");
        return plot.ToString();
    }
}
