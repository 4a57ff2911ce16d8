using System.Globalization;
using Nascent.Benchmarks.Statistics;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Benching;
using Nascent.Reporting.Benches;
using Nascent.Reporting.Numbers;
using Spectre.Console;

namespace Nascent.Cli.Display;

/// <summary>The results of a bench for people.</summary>
internal static class BenchSummary
{
    private const int MostPairs = 15;
    private const double Level = 0.05;

    /// <summary>Writes them.</summary>
    public static void Write(CliHost host, IReadOnlyList<BenchResult> results, BenchSuite? suite, BenchRequest request)
    {
        foreach (var result in results)
        {
            foreach (var line in Heading(result, request))
                host.Output.WriteLine(line);
            Displays.Console(host).Write(Figures(result));
            foreach (var note in Notes(result))
                host.Output.WriteLine(note);
            if (result.Comparison is { } comparison)
                WriteComparison(host, comparison, [.. result.Compared.Select(i => result.Rows[i].Strategy)], $"{result.Repeats} repeats, by {result.Measure}", pairs: suite is null);
            host.Output.WriteLine();
        }

        if (suite is null || suite.Strategies.Length < 2)
            return;
        host.Output.WriteLine($"All {suite.Problems} tables and budgets");
        Displays.Console(host).Write(Ranks(suite));
        if (suite.Comparison is { } over)
            WriteComparison(host, over, suite.Strategies, $"{suite.Tables} tables, by the mean ranks over their budgets", pairs: true);
        else
            host.Output.WriteLine("One table gives no test: longer searches go on from shorter ones, so its budgets are not independent.");
    }

    private static IEnumerable<string> Heading(BenchResult result, BenchRequest request)
    {
        var (problem, truth) = (result.Problem, result.Truth);
        var objectives = string.Join(" and ", problem.Objectives.Select(objective => $"{objective.Metric} ({(objective.Maximise ? "maximised" : "minimised")})"));
        yield return $"{result.Name}: {objectives}{(problem.Level > 0 ? $" at fidelity {problem.Level:R}" : "")}, {result.Budget}, {result.Repeats} repeat{(result.Repeats == 1 ? "" : "s")}, seed {request.Seed}{(problem.ShowsKnown ? "" : ", without p. columns")}{(problem.Constraints.IsEmpty ? "" : $", limits {string.Join(", ", problem.Constraints)}")}";
        var digits = Digits(result);
        yield return $"{truth.Architectures:N0} architectures{(problem.Constraints.IsEmpty ? "" : " within the limits")}; best {problem.Objectives[0].Metric}: validation {Number(truth.BestValidation, digits)}{(problem.Table.LevelsOf(problem.Objectives[0].Metric) is [.., var highest] ? $" (at fidelity {highest:R})" : "")}{(truth.HasTest ? $", test {Number(truth.BestTest, digits)}" : "")}"
            + (problem.Objectives.Length == 1 ? "" : $"; the front has {truth.Front.Length} and hypervolume {Compact(truth.Hypervolume)} above the reference point {string.Join(", ", truth.Reference.Select(Compact))}");
        if (problem.Table.Note.Length > 0)
            yield return problem.Table.Note;
    }

    private static Table Figures(BenchResult result)
    {
        var (digits, several) = (Digits(result), result.Problem.Objectives.Length > 1);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("strategy").NoWrap().Padding(1, 0));
        var columns = new List<(string Name, Func<BenchRow, string> Text)>
        {
            ("rank", row => row.MeanRank is { } rank ? Number(rank, 2) : "–"),
            ("validation", row => Text(row.Validation, digits)),
        };
        if (result.Truth.HasTest)
            columns.Add(("test", row => Text(row.Test, digits)));
        if (!several)
            columns.Add((result.Truth.HasTest ? "test\nregret" : "regret", row => Text(result.Truth.HasTest ? row.TestRegret : row.ValidationRegret, digits)));
        if (several)
        {
            columns.Add(("hyper-\nvolume", row => row.Hypervolume is { } volume ? Compact(volume.Mean) : "–"));
            columns.Add(("% of the\nfront's", row => row.HypervolumeShare is { } share ? Number(share * 100, 2) : "–"));
        }

        columns.Add(("evalua-\ntions", row => Number(row.Evaluations, 1)));
        if (result.Problem.Table.HasSeconds)
            columns.Add(("table's\nseconds", row => row.Seconds is { } seconds ? seconds.ToString("N0", CultureInfo.InvariantCulture) : "–"));
        columns.Add(("ms per\ntrial", row => Number(row.WallMillisecondsPerTrial, 3)));
        foreach (var (name, _) in columns)
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap().Padding(1, 0));
        foreach (var row in result.Rows.OrderBy(row => row.Error is not null).ThenBy(row => row.MeanRank))
            table.AddRow([Markup.Escape(row.Strategy), .. columns.Select(column => Markup.Escape(row.Error is null ? column.Text(row) : "–"))]);
        return table;
    }

    private static IEnumerable<string> Notes(BenchResult result)
    {
        foreach (var row in result.Rows.Where(row => row.Error is not null))
            yield return $"{row.Strategy} could not search: {row.Error}";
        foreach (var row in result.Rows.Where(row => row.Error is null && row.Found < result.Repeats))
            yield return $"{row.Strategy} found nothing within the limits in {result.Repeats - row.Found} of {result.Repeats} repeats. Those repeats rank last, and means are over the others.";
    }

    private static Table Ranks(BenchSuite suite)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("strategy").AddColumn(new TableColumn("mean rank").RightAligned());
        var both = !suite.WithKnown.IsEmpty && !suite.WithoutKnown.IsEmpty;
        if (both)
            table.AddColumn(new TableColumn("with p. columns").RightAligned()).AddColumn(new TableColumn("without").RightAligned());
        foreach (var i in Enumerable.Range(0, suite.Strategies.Length).OrderBy(i => suite.MeanRanks[i]))
            table.AddRow([Markup.Escape(suite.Strategies[i]), Number(suite.MeanRanks[i], 2), .. both ? [Number(suite.WithKnown[i], 2), Number(suite.WithoutKnown[i], 2)] : Array.Empty<string>()]);
        return table;
    }

    private static void WriteComparison(CliHost host, StrategyComparison comparison, IReadOnlyList<string> strategies, string over, bool pairs)
    {
        host.Output.WriteLine($"Friedman's test over {over}: F = {Compact(comparison.Friedman.F)} (Iman and Davenport), p {Probability(comparison.Friedman.PValue)}; mean ranks differ significantly (5 %) if they are at least {Number(comparison.CriticalDifference, 2)} apart (Nemenyi).");
        if (!pairs)
            return;
        var differ = comparison.Pairs.Count(pair => pair.Corrected <= Level);
        host.Output.WriteLine($"Wilcoxon's signed-rank tests with Holm's correction: {differ} of {comparison.Pairs.Length} pair{(comparison.Pairs.Length == 1 ? "" : "s")} {(comparison.Pairs.Length == 1 ? "differs" : "differ")} at 5 %.");
        var best = comparison.Friedman.MeanRanks.IndexOf(comparison.Friedman.MeanRanks.Min());
        var shown = comparison.Pairs.Length <= MostPairs ? comparison.Pairs : [.. comparison.Pairs.Where(pair => pair.First == best || pair.Second == best)];
        var table = new Table().Border(TableBorder.Simple).AddColumn("pair").AddColumn(new TableColumn("mean difference").RightAligned()).AddColumn(new TableColumn("p").RightAligned()).AddColumn(new TableColumn("p (Holm)").RightAligned()).AddColumn("");
        foreach (var pair in shown)
            table.AddRow(
                Markup.Escape($"{strategies[pair.First]} – {strategies[pair.Second]}"), Compact(pair.MeanDifference), Probability(pair.PValue).TrimStart('=', ' '), Probability(pair.Corrected).TrimStart('=', ' '),
                Markup.Escape(pair.Corrected > Level ? "no significant difference" : Better(pair, strategies)));
        Displays.Console(host).Write(table);
        if (shown.Length < comparison.Pairs.Length)
            host.Output.WriteLine($"Shown: the pairs of {strategies[best]}. --json and --out have all pairs.");
    }

    private static string Better(PairedComparison pair, IReadOnlyList<string> strategies) =>
        $"{strategies[pair.RankDifference > 0 ? pair.First : pair.Second]} is better{(pair.RankDifference * pair.MeanDifference < 0 ? " more often, by less" : "")}";

    private static int Digits(BenchResult result) => Math.Abs(result.Truth.BestValidation) switch
    {
        >= 1000 => 0,
        >= 1 => 2,
        _ => 4,
    };

    private static string Text(Spread? spread, int digits) => spread is null ? "–" : $"{Number(spread.Mean, digits)}{(spread.Deviation is { } deviation ? $" ± {Number(deviation, digits)}" : "")}";

    private static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    private static string Compact(double value) => double.IsInfinity(value) ? "∞" : value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Probability(double p) => p < 1e-4 ? "< 0.0001" : $"= {Number(p, 4)}";
}
