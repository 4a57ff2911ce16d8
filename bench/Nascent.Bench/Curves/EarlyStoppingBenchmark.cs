using System.Collections.Immutable;
using Nascent.Benchmarks.Stopping;
using Nascent.Estimation.Curves;
using Nascent.Randomness;
using Nascent.Search.Stopping;

namespace Nascent.Bench.Curves;

/// <summary>Replays recorded full curves with early stopping, and says how well curves are extrapolated.</summary>
internal static class EarlyStoppingBenchmark
{
    private const double Close = 0.001;
    private const int LookAhead = 8, Halvings = 10;
    private const double WantedShare = 0.95;
    private static readonly double[] Chances = [0.02, 0.05, 0.1, 0.15];

    /// <summary>Prints the tables.</summary>
    public static int Run(Words words)
    {
        var recorded = RecordedCurve.Read(words.Text("--curves") ?? "bench/Nascent.Bench/Curves/tiny-cnn.jsonl");
        if (recorded.IsEmpty)
            throw new NascentException("early-stopping: found no curves; give a file that 'curves' has written with --curves.");
        ScoreCurve[] curves = [.. recorded.Take(words.Number("--networks", recorded.Length)).Select(curve => curve.Scores)];
        var (orders, seed) = (words.Number("--runs", 200), new Seed((ulong)words.Number("--seed", 1)));
        Console.WriteLine($"{curves.Length} networks, {curves[0].Length} epochs, results {100 * curves.Min(curve => curve.Best):F1} to {100 * curves.Max(curve => curve.Best):F1} %");
        Extrapolation.Print(curves, seed);
        Header($"{orders} random orders of all networks, look-ahead {LookAhead}");
        Print("median", new MedianRule(), curves, orders, seed);
        foreach (var inputs in Enum.GetValues<CurveInputs>())
            foreach (var chance in inputs == CurveInputs.ScoresAndLosses ? Chances : [CurveRule.DefaultChance])
                Print($"curve, by {Name(inputs)}, {chance}", new CurveRule(chance, inputs: inputs), curves, orders, seed);
        Header($"{orders} orders of the halves that chose nothing ({Halvings} random halvings of the networks): rules");
        Print("median", Halved(curves, orders, seed, _ => new MedianRule()));
        Print("curve, chance chosen on the other half", Halved(curves, orders, seed, half => new CurveRule(Chosen(half, orders / Halvings, seed))));
        Print($"curve, {CurveRule.DefaultChance}", Halved(curves, orders, seed, _ => new CurveRule()));
        return 0;
    }

    private static ReplaySummary Halved(ScoreCurve[] curves, int orders, Seed seed, Func<ScoreCurve[], IStoppingRule> ruleFor) => new(
    [
        .. Enumerable.Range(0, Halvings).SelectMany(i =>
        {
            var order = curves.ToArray();
            seed.Derive("halving").Derive(i).Stream().Shuffle<ScoreCurve>(order);
            var (first, second) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
            return ReplaySummary.OfOrders(second, ruleFor(first), orders / Halvings, LookAhead, seed.Derive("halved").Derive(i)).Runs;
        }),
    ]);

    /// <summary>The chance that saves the most among those that keep the best often enough; the smallest where none does.</summary>
    private static double Chosen(ScoreCurve[] half, int orders, Seed seed) =>
        Chances.Where(chance => ReplaySummary.OfOrders(half, new CurveRule(chance), orders, LookAhead, seed.Derive("choice")).Kept(Close) >= WantedShare).DefaultIfEmpty(Chances[0]).Max();

    private static string Name(CurveInputs inputs) => inputs switch
    {
        CurveInputs.Scores => "scores",
        CurveInputs.Losses => "losses",
        _ => "both",
    };

    private static void Header(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"| {title} | epochs saved | the best kept | or one within 0.1 points | mean shortfall, points | wrong controls |");
        Console.WriteLine("|---|---|---|---|---|---|");
    }

    private static void Print(string name, IStoppingRule rule, ScoreCurve[] curves, int orders, Seed seed) => Print(name, ReplaySummary.OfOrders(curves, rule, orders, LookAhead, seed));

    private static void Print(string name, ReplaySummary summary) => Console.WriteLine(
        $"| {name} | {100 * summary.Saved:F1} % | {100 * summary.Kept(0):F1} % | {100 * summary.Kept(Close):F1} % | {100 * summary.Shortfall:F3} | {100 * summary.WrongControls:F1} % of {summary.Runs.Sum(run => run.Controls)} |");
}
