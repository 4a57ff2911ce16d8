using System.Globalization;
using Nascent.Benchmarks.Statistics;
using Nascent.Cli.Hosting;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Trust;
using Spectre.Console;

namespace Nascent.Cli.Display;

/// <summary>How far a run's estimates can be believed, as two tables and a sentence.</summary>
internal static class TrustTable
{
    /// <summary>Writes them.</summary>
    public static void Write(CliHost host, TrustReport report)
    {
        var console = Displays.Console(host);
        var trained = new Table().Border(TableBorder.Simple).AddColumn("candidate").AddColumn(Right($"search: {report.SearchMetric}")).AddColumn(Right($"in full: {report.Metric}, {report.Epochs} epochs"));
        foreach (var candidate in report.Candidates)
            trained.AddRow($"trial {candidate.Trial.Number}", Figures.Of(report.SearchMetric, candidate.Trial.Metrics[report.SearchMetric]), string.Join("  ", candidate.Values.Select(value => Figures.Of(report.Metric, value))));
        console.Write(trained);
        var judged = new Table().Border(TableBorder.Simple).AddColumn("ranked by").AddColumn(Right("Kendall's τ")).AddColumn(Right("Spearman's ρ")).AddColumn(Right($"precision at {report.Top}")).AddColumn(Right("regret of the pick"));
        foreach (var (name, agreement) in report.Judged)
            judged.AddRow(name, Of(agreement.Tau), Of(agreement.Rho), Of(agreement.PrecisionAtTop), Of(agreement.Regret, value => Figures.Difference(report.Metric, value)));
        console.Write(judged);
        console.WriteLine("In brackets: 95 % intervals by the bootstrap over the candidates.");
        if (report.SeedTau is { } seeds)
            console.WriteLine($"One seed of full training ranks them as another does with τ = {seeds.ToString("0.00", CultureInfo.InvariantCulture)}; no estimate can be expected to do much better.");
        foreach (var failure in report.Failures)
            console.WriteLine($"Left out, as it could not be trained in full: {failure}");
        console.WriteLine($"{report.Sentence} All full trainings took {Figures.Time(TimeSpan.FromSeconds(report.CpuSeconds))} of processor time.");
    }

    private static string Of(Interval interval, Func<double, string>? text = null) => Markup.Escape(Figures.Of(interval, text));

    private static TableColumn Right(string name) => new TableColumn(Markup.Escape(name)).RightAligned();
}
