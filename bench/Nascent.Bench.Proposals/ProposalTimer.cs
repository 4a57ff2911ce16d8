using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Bench.Proposals;

/// <summary>Times a strategy's part of a search, propose and observe.</summary>
internal static class ProposalTimer
{
    /// <summary>Trials that are timed, after those that are known.</summary>
    public const int Timed = 500;

    private const int Repeats = 7;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly ImmutableArray<Objective> One = [Objective.Of("accuracy")];

    /// <summary>Milliseconds for one proposal and one observation when <paramref name="trials"/> trials are known: the median of seven repeats, or of as many as begin in a minute. NaN where the space ends before.</summary>
    public static double MedianMs(StrategyDescription description, SearchSpace space, Signature signature, int trials, ImmutableArray<Objective> objectives = default)
    {
        var (times, began) = (new List<double>(), TimeProvider.System.GetTimestamp());
        while (times.Count < Repeats && (times.Count == 0 || TimeProvider.System.GetElapsedTime(began) < Longest))
            times.Add(Ms((ulong)times.Count));
        return times.Order().ElementAt(times.Count / 2);

        double Ms(ulong seed)
        {
            var search = Search(description, space, signature, objectives, seed);
            if (!search.RunTo(trials))
                return double.NaN;
            var start = TimeProvider.System.GetTimestamp();
            return search.RunTo(trials + Timed) ? TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / Timed : double.NaN;
        }
    }

    /// <summary>Milliseconds a trial of a whole search of so many trials, refits and all; NaN where the space ends before.</summary>
    public static double MeanMs(StrategyDescription description, SearchSpace space, Signature signature, int trials, ImmutableArray<Objective> objectives = default)
    {
        var search = Search(description, space, signature, objectives, 0);
        var start = TimeProvider.System.GetTimestamp();
        return search.RunTo(trials) ? TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / trials : double.NaN;
    }

    private static MadeUpSearch Search(StrategyDescription description, SearchSpace space, Signature signature, ImmutableArray<Objective> objectives, ulong seed) => new(
        description, space.Genotypes, objectives.IsDefault ? One : objectives, genotype => new(CostTable.Totals(space.Resolve(genotype, signature))), new Seed(seed));
}
