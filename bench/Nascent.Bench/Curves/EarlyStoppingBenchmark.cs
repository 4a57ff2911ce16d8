using Nascent.Benchmarks.Stopping;
using Nascent.Estimation.Curves;
using Nascent.Randomness;
using Nascent.Search.Stopping;

namespace Nascent.Bench.Curves;

/// <summary>Replays recorded full curves with early stopping, and says how well curves are extrapolated.</summary>
/// <remarks>
/// A search is a random order of the candidates of one half of the networks, so that searches differ in their best network too: of each random halving, both halves are searched in turn. What is chosen, is
/// chosen on the other half: what saves the most among what keeps the best network, or one within 0.1 points of it, in 95 % of searches there.
/// </remarks>
internal static class EarlyStoppingBenchmark
{
    private const double Close = 0.001, WantedShare = 0.95;
    private const int LookAhead = 8, OrdersOfAHalf = 2, OrdersOfAChoice = 20;

    private static readonly (double Chance, CurveInputs Inputs)[] Variants =
    [
        .. new[] { 0.01, 0.02, 0.05, 0.1 }.Select(chance => (chance, CurveInputs.Losses)), .. new[] { 0.01, 0.02, 0.05, 0.1 }.Select(chance => (chance, CurveInputs.ScoresAndLosses)),
        (0.05, CurveInputs.Scores),
    ];

    /// <summary>Prints the tables.</summary>
    public static int Run(Words words)
    {
        var recorded = RecordedCurve.Read(words.Text("--curves") ?? "bench/Nascent.Bench/Curves/tiny-cnn.jsonl");
        if (recorded.IsEmpty)
            throw new NascentException("early-stopping: found no curves; run it in the repository's root, or give a file that 'curves' has written with --curves.");
        ScoreCurve[] curves = [.. recorded.Select(curve => curve.Scores)];
        var (runs, seed) = (words.Number("--runs", 200), new Seed((ulong)words.Number("--seed", 1)));
        Console.WriteLine(
            $"{curves.Length} networks, {curves[0].Length} epochs, results {100 * curves.Min(curve => curve.Best):F1} to {100 * curves.Max(curve => curve.Best):F1} %, standard deviation "
            + $"{100 * Statistics.Deviation([.. curves.Select(curve => curve.Best)]):F2} points; recorded in {recorded.Sum(curve => curve.Seconds) / 60:F0} minutes of processor time");
        Extrapolation.Print(curves, seed);
        Header($"{runs} searches over {curves.Length / 2} networks, look-ahead {LookAhead}");
        Print("`median`", OfHalves(curves, runs, seed, _ => new MedianRule()));
        foreach (var variant in Variants)
            Print(Name(variant), OfHalves(curves, runs, seed, _ => RuleOf(variant)));
        Print("curve, both chosen on the other half", OfHalves(curves, runs, seed, other => RuleOf(Chosen(other, seed))));
        Header($"{runs} searches over all networks in random orders");
        Print("`median`", ReplaySummary.OfOrders(curves, new MedianRule(), runs, LookAhead, seed));
        foreach (var variant in Variants)
            Print(Name(variant), ReplaySummary.OfOrders(curves, RuleOf(variant), runs, LookAhead, seed));
        return 0;
    }

    private static ReplaySummary OfHalves(ScoreCurve[] curves, int runs, Seed seed, Func<ScoreCurve[], IStoppingRule> ruleFor) => new(
    [
        .. Enumerable.Range(0, runs / (2 * OrdersOfAHalf)).SelectMany(i =>
        {
            var order = curves.ToArray();
            seed.Derive("halving").Derive(i).Stream().Shuffle<ScoreCurve>(order);
            var (first, second) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
            return new[] { (Tested: first, Other: second), (Tested: second, Other: first) }
                .SelectMany((half, place) => ReplaySummary.OfOrders(half.Tested, ruleFor(half.Other), OrdersOfAHalf, LookAhead, seed.Derive("half").Derive((2 * i) + place)).Runs);
        }),
    ]);

    /// <summary>What saves the most among the variants that keep the best often enough; the first where none does.</summary>
    private static (double Chance, CurveInputs Inputs) Chosen(ScoreCurve[] half, Seed seed) => Variants
        .Select(variant => (Variant: variant, Summary: ReplaySummary.OfOrders(half, RuleOf(variant), OrdersOfAChoice, LookAhead, seed.Derive("choice"))))
        .Where(tried => tried.Summary.Kept(Close) >= WantedShare).OrderByDescending(tried => tried.Summary.Saved).Select(tried => tried.Variant).FirstOrDefault(Variants[0]);

    private static CurveRule RuleOf((double Chance, CurveInputs Inputs) variant) => new(variant.Chance, inputs: variant.Inputs);

    private static string Name((double Chance, CurveInputs Inputs) variant)
    {
        var isDefault = variant is (CurveRule.DefaultChance, CurveRule.DefaultInputs);
        var inputs = variant.Inputs switch
        {
            CurveInputs.Scores => "scores",
            CurveInputs.Losses => "losses",
            _ => "both",
        };
        return $"{(isDefault ? "`curve`" : "curve")}, by {inputs}, below {100 * variant.Chance:0.#} %";
    }

    private static void Header(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"| {title} | epochs saved | the best kept | or one within 0.1 points | mean shortfall, points | controls above the bar |");
        Console.WriteLine("|---|---|---|---|---|---|");
    }

    private static void Print(string name, ReplaySummary summary) => Console.WriteLine(
        $"| {name} | {100 * summary.Saved:F1} % | {100 * summary.Kept(0):F1} % | {100 * summary.Kept(Close):F1} % | {100 * summary.Shortfall:F3} | {100 * summary.WrongControls:F1} % of {summary.Runs.Sum(run => run.Controls)} |");
}
