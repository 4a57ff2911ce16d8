using System.Globalization;
using Nascent.Cli.Hosting;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Plans;
using Spectre.Console;

namespace Nascent.Cli.Display;

/// <summary>A plan as a table and a few sentences.</summary>
internal static class PlanTable
{
    /// <summary>Writes them.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="search">The search that it is for, as one types it.</param>
    public static void Write(CliHost host, SearchPlan plan, string search)
    {
        var (console, story) = (Displays.Console(host), new PlanStory(plan));
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("fidelity").NoWrap()).AddColumn(Right("s per network")).AddColumn(Right("from … to"))
            .AddColumn(Right($"in {Figures.Time(plan.Split.Search)}")).AddColumn(Right("E[max]")).AddColumn(Right("ρ").NoWrap()).AddColumn(Right("gain").NoWrap());
        foreach (var rung in plan.Rungs)
            table.AddRow([.. new[]
            {
                Name(rung), Seconds(rung.Mean), $"{Seconds(rung.Cheapest)} … {Seconds(rung.Costliest)}", rung.Candidates.ToString("N0", CultureInfo.InvariantCulture),
                rung.Candidates < 1 ? "–" : rung.BestOf.ToString("0.00", CultureInfo.InvariantCulture), Rho(rung), Gain(plan, rung),
            }.Select(Markup.Escape)]);
        console.WriteLine($"Timed: {plan.Input.Candidates.Length} networks of {plan.Input.Spec.Space["name"]} on {plan.Input.DataName}, {plan.Input.Spec.Workers.Count} at a time.");
        console.Write(table);
        foreach (var sentence in new[] { Legend(plan), story.Recommendation, story.Split, story.Gain, story.Machine })
            console.WriteLine(sentence);
        console.WriteLine();
        console.WriteLine($"Next:  {search}");
    }

    private static string Legend(SearchPlan plan) =>
        $"In {Figures.Time(plan.Split.Search)}: networks that fit into the search's time. E[max]: how many standard deviations the best of them is above their mean. ρ: rank correlation with full training. Gain: in {plan.Metric}, over a random network.";

    private static string Name(PlanRung rung) => rung.Name == PlanRung.Full ? $"full: {rung.Passes:0} epochs" : rung.Name + (rung.IsRecommended ? " (recommended)" : "");

    private static string Rho(PlanRung rung) => rung.Name == PlanRung.Full ? "1" : rung.Correlation is { } known ? PlanStory.Rho(known) : "not measured";

    private static string Gain(SearchPlan plan, PlanRung rung) => rung.Candidates < 1 ? "–"
        : rung.Gain is { } gain ? Figures.Difference(plan.Metric, gain) : rung.MostGain is { } most and > 0 ? $"ρ · {Figures.Difference(plan.Metric, most)}" : "–";

    private static string Seconds(double value) => value.ToString(value < 1 ? "0.000" : value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private static TableColumn Right(string name) => new TableColumn(Markup.Escape(name)).RightAligned();
}
