using System.Globalization;
using System.Text;
using Nascent.Benchmarks.Statistics;
using Nascent.Reporting.Benches;
using Nascent.Reporting.Pictures;
using Nascent.Reporting.Pictures.Benches;

namespace Nascent.Reporting.Documents;

/// <summary>The files of a bench: its pictures as SVG and PNG, every search's result and every pair's comparison as CSV.</summary>
public static class BenchFiles
{
    /// <summary>Writes them, and gives their names.</summary>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<BenchResult> results, BenchSuite? suite)
    {
        var written = new List<string>();
        foreach (var result in results)
        {
            var ending = suite is null ? "" : $"-{NameOf(result)}";
            if (!results.Any(other => other.Name == result.Name && other.Problem.ShowsKnown == result.Problem.ShowsKnown && other.Budget.Amount > result.Budget.Amount))
                Draw($"regret{ending}", RegretPicture.Draw(result)); // a larger budget's curve goes through the smaller ones
            Draw($"front{ending}", FrontPicture.Draw(result));
            if (result.Comparison is { } comparison)
                Draw($"ranks{ending}", RanksPicture.Draw($"{result.Name}, {result.Budget}: mean ranks", $"By {result.Measure}, over {result.Repeats:N0} repeats; bars join strategies without a significant difference (Nemenyi, 5 %)", [.. result.Compared.Select(i => result.Rows[i].Strategy)], comparison));
        }

        if (suite?.Comparison is { } over)
            Draw("ranks", RanksPicture.Draw("Mean ranks over the suite", $"Over {suite.Tables} tables, by the mean ranks over their budgets; bars join strategies without a significant difference (Nemenyi, 5 %)", suite.Strategies, over));
        Text("searches.csv", Searches(results));
        Text("pairs.csv", Pairs(results, suite));
        return written;

        void Draw(string name, Picture? picture)
        {
            if (picture is null)
                return;
            Text($"{name}.svg", SvgPicture.Write(picture));
            File.WriteAllBytes(Path.Combine(folder, $"{name}.png"), PngPicture.Encode(picture));
            written.Add($"{name}.png");
        }

        void Text(string name, string text)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
            written.Add(name);
        }
    }

    private static string NameOf(BenchResult result) =>
        string.Concat($"{result.Name}-{result.Budget.Amount.ToString("R", CultureInfo.InvariantCulture)}{(result.Budget.InSeconds ? "s" : "")}{(result.Problem.ShowsKnown ? "" : "-no-known")}".Select(character => char.IsLetterOrDigit(character) || character is '-' or '.' or '_' ? character : '-'));

    private static string Searches(IReadOnlyList<BenchResult> results)
    {
        var text = new StringBuilder("table,known,budget,strategy,repeat,validation,test,hypervolume,evaluations,trials,seconds,milliseconds\n");
        foreach (var result in results)
            foreach (var outcomes in result.Outcomes)
                for (var repeat = 0; repeat < outcomes.Repeats.Length; repeat++)
                {
                    var one = outcomes.Repeats[repeat];
                    text.Append(CultureInfo.InvariantCulture, $"{Cell(result.Name)},{(result.Problem.ShowsKnown ? "yes" : "no")},{result.Budget.Amount:R},{Cell(outcomes.Strategy)},{repeat},{N(one.Validation)},{N(one.Test)},{N(one.Hypervolume)},{one.Evaluations},{one.Trials},{N(one.Seconds)},{one.Milliseconds:0.###}\n");
                }

        return text.ToString();
    }

    private static string Pairs(IReadOnlyList<BenchResult> results, BenchSuite? suite)
    {
        var text = new StringBuilder("table,known,budget,first,second,mean_difference,rank_difference,p,p_holm\n");
        void Append(string where, IReadOnlyList<string> strategies, StrategyComparison comparison)
        {
            foreach (var pair in comparison.Pairs)
                text.Append(CultureInfo.InvariantCulture, $"{where},{Cell(strategies[pair.First])},{Cell(strategies[pair.Second])},{N(pair.MeanDifference)},{N(pair.RankDifference)},{pair.PValue:R},{pair.Corrected:R}\n");
        }

        foreach (var result in results)
            if (result.Comparison is { } comparison)
                Append(string.Create(CultureInfo.InvariantCulture, $"{Cell(result.Name)},{(result.Problem.ShowsKnown ? "yes" : "no")},{result.Budget.Amount:R}"), [.. result.Compared.Select(i => result.Rows[i].Strategy)], comparison);
        if (suite?.Comparison is { } over)
            Append("(all),,", suite.Strategies, over);
        return text.ToString();
    }

    private static string N(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
