using System.Globalization;
using Nascent.Benchmarks.Statistics;
using Nascent.Cli.Hosting;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Trust;
using Spectre.Console;
using Metric = Nascent.Tasks.Metric;

namespace Nascent.Cli.Display;

/// <summary>Whether a run's scores are credible, as two tables and a sentence.</summary>
internal static class TrustTable
{
    /// <summary>Writes them.</summary>
    public static void Write(CliHost host, TrustReport report)
    {
        var console = Displays.Console(host);
        var trained = new Table().Border(TableBorder.Simple).AddColumn("network").AddColumn(Right($"search: {Metric.TitleOf(report.SearchMetric)}")).AddColumn(Right($"full training ({report.Epochs} epochs): {Metric.TitleOf(report.Metric)}"));
        foreach (var candidate in report.Candidates)
            trained.AddRow($"trial {candidate.Trial.Number}", Figures.Of(report.SearchMetric, candidate.Trial.Metrics[report.SearchMetric]), string.Join("  ", candidate.Values.Select(value => Figures.Of(report.Metric, value))));
        console.Write(trained);
        var judged = new Table().Border(TableBorder.Simple).AddColumn("ranked by").AddColumn(Right("Kendall's τ")).AddColumn(Right("Spearman's ρ")).AddColumn(Right($"precision at {report.Top}")).AddColumn(Right("regret of the favourite"));
        foreach (var (name, agreement) in report.Judged)
            judged.AddRow(name, Of(agreement.Tau), Of(agreement.Rho), Of(agreement.PrecisionAtTop), Of(agreement.Regret, value => Figures.Difference(report.Metric, value)));
        console.Write(judged);
        console.WriteLine("In brackets: 95 % bootstrap intervals over the networks. τ and ρ: 1 for the same ranking, 0 for unrelated ones. Regret: how far the network ranked first is behind the best.");
        if (report.SeedTau is { } seeds)
            console.WriteLine($"Two seeds of full training rank them alike with τ = {seeds.ToString("0.00", CultureInfo.InvariantCulture)}. No score can do much better.");
        foreach (var failure in report.Failures)
            console.WriteLine($"Left out because full training failed: {failure}");
        console.WriteLine($"{report.Sentence} All full trainings took {Figures.Time(TimeSpan.FromSeconds(report.CpuSeconds))} of CPU time.");
    }

    private static string Of(Interval interval, Func<double, string>? text = null) => Markup.Escape(Figures.Of(interval, text));

    private static TableColumn Right(string name) => new TableColumn(Markup.Escape(name)).RightAligned();
}
