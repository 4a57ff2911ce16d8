using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Bench.Proposals;

/// <summary>How the time of a whole search, without any training, grows with its number of trials.</summary>
internal static class Growth
{
    private const double LongestSeconds = 120, Repeated = 10;
    private const int Repeats = 3;
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    /// <summary>Prints one row a strategy and number of objectives: seconds in total, the least of three where they are few, and by which factor they grew beside that of n log n.</summary>
    /// <param name="strategies">The strategies.</param>
    /// <param name="whole">Whether sizes that take longer than two minutes are measured too.</param>
    public static void Print(IEnumerable<StrategyDescription> strategies, bool whole)
    {
        var space = new DecisionSpace("twenty-of-five", Enumerable.Range(0, 20)
            .Select(i => new Decision(new DecisionPath($"d{i}"), DecisionKind.Other, ["1", "2", "3", "4", "5"], IsOrdered: true)));
        Console.WriteLine($"| {"strategy",-24} | objectives | s for 1,000 trials | 10,000 | 100,000 | growth to 10,000 / n log n | to 100,000 / n log n |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var strategy in strategies)
            foreach (var objectives in new Objective[][] { [Objective.Of("accuracy")], [Objective.Of("accuracy"), Objective.Of("params")] })
            {
                var seconds = new double[Sizes.Length];
                for (var i = 0; i < Sizes.Length; i++)
                    seconds[i] = i == 0 || whole || 10 * seconds[i - 1] < LongestSeconds ? Least(strategy, space, objectives, Sizes[i]) : double.NaN;
                Console.WriteLine($"| {strategy.Name,-24} | {objectives.Length} | {seconds[0]:F3} | {Text(seconds[1], "F3")} | {Text(seconds[2], "F3")} | {Text(Excess(seconds, 1), "F2")} | {Text(Excess(seconds, 2), "F2")} |");
            }
    }

    private static double Least(StrategyDescription strategy, DecisionSpace space, Objective[] objectives, int trials)
    {
        var least = Seconds(strategy, space, objectives, trials);
        for (var repeat = 1; repeat < Repeats && least < Repeated; repeat++)
            least = Math.Min(least, Seconds(strategy, space, objectives, trials));
        return least;
    }

    private static double Seconds(StrategyDescription strategy, DecisionSpace space, Objective[] objectives, int trials)
    {
        var search = new MadeUpSearch(strategy, space, [.. objectives], _ => Metrics.None, new Seed(1));
        var start = TimeProvider.System.GetTimestamp();
        return search.RunTo(trials) ? TimeProvider.System.GetElapsedTime(start).TotalSeconds : double.NaN;
    }

    /// <summary>The factor of growth over that of n log n: 1 where they are alike, less where time grows less.</summary>
    private static double Excess(double[] seconds, int i) =>
        seconds[i] / seconds[i - 1] / (Sizes[i] * Math.Log(Sizes[i]) / (Sizes[i - 1] * Math.Log(Sizes[i - 1])));

    private static string Text(double value, string format) => double.IsNaN(value) ? "not measured" : value.ToString(format);
}
