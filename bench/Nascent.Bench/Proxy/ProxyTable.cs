using System.Collections.Immutable;
using Nascent.Benchmarks;
using Nascent.Benchmarks.Statistics;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Torch.ZeroCost;

namespace Nascent.Bench.Proxy;

/// <summary>Kendall's τ of proxy trainings with the published accuracies, alone and together with scores without training.</summary>
internal static class ProxyTable
{
    /// <summary>The zero-cost scores that are taken of each network.</summary>
    public static readonly ImmutableArray<string> Scores = RankEnsemble.DefaultMembers;

    /// <summary>Prints what some networks gave.</summary>
    /// <param name="table">The published table.</param>
    /// <param name="setting">How the networks were trained.</param>
    /// <param name="results">What they gave.</param>
    /// <param name="steps">The steps of a whole training.</param>
    public static void Print(BenchmarkTable table, ProxySetting setting, ImmutableArray<ProxyResult> results, int steps)
    {
        var truth = results.Select(result => table.Test(result.Row, "accuracy")).ToArray();
        Console.WriteLine($"{results.Length} networks of NAS-Bench-201, {setting} ({steps} steps): {results.Average(result => result.Seconds):F2} s of processor time a network, at most {results.Max(result => result.Seconds):F2}; "
            + $"scoring the validation images {results.Average(result => result.ScoringSeconds):F2} s; {results.Count(result => result.Losses.Length < steps)} failed");
        Console.WriteLine("| what ranks | τ with the published accuracy | ρ |");
        Console.WriteLine("|---|---|---|");
        var scores = RankEnsemble.Of([.. results.Select(result => result.Scores)], Scores);
        foreach (var (name, values) in Estimates(results, steps))
        {
            Row(name, values, truth);
            Row($"{name}, with the scores", Together(values, results, Scores), truth);
        }

        Row("published validation accuracy after 12 epochs", [.. results.Select(result => table.Mean(result.Row, "accuracy", 12))], truth);
        foreach (var score in Scores)
            Row($"`{score}`", [.. results.Select(result => result.Scores.GetValueOrDefault(score, double.NegativeInfinity))], truth);
        Row("the scores together", [.. scores], truth);
    }

    private static IEnumerable<(string Name, double[] Values)> Estimates(ImmutableArray<ProxyResult> results, int steps)
    {
        yield return ("minus the mean training loss", [.. results.Select(result => result.MinusLoss(0, steps))]);
        yield return ("the same of the second half", [.. results.Select(result => result.MinusLoss(0.5, steps))]);
        yield return ("the same of the last fifth", [.. results.Select(result => result.MinusLoss(0.8, steps))]);
        yield return ("validation accuracy", [.. results.Select(result => result.Accuracy)]);
    }

    /// <summary>The geometric mean of the ranks, of which the proxy's counts twice: a network that any of them ranks low is seldom good, so low ranks weigh more than in a mean.</summary>
    private static double[] Together(double[] values, ImmutableArray<ProxyResult> results, ImmutableArray<string> scores)
    {
        var ranks = scores.Select(score => Ranking.Ascending([.. results.Select(result => result.Scores.GetValueOrDefault(score, double.NegativeInfinity))])).ToArray();
        return [.. Ranking.Ascending(values).Select((rank, i) => (2 * Math.Log(rank)) + ranks.Sum(own => Math.Log(own[i])))];
    }

    private static void Row(string name, double[] values, double[] truth)
    {
        double Of(int[] drawn, Func<IReadOnlyList<double>, IReadOnlyList<double>, double> correlation) => correlation([.. drawn.Select(i => values[i])], [.. drawn.Select(i => truth[i])]);
        var tau = Bootstrap.Of(values.Length, drawn => Of(drawn, RankCorrelation.KendallTau), new Seed(1));
        Console.WriteLine($"| {name} | {tau.Value:F3} ({tau.Low:F3} – {tau.High:F3}) | {RankCorrelation.SpearmanRho(values, truth):F3} |");
    }
}
