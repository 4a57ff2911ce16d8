using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Randomness;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;

namespace Nascent.Bench.Proposals;

/// <summary>Times a strategy's part of a search, propose and observe.</summary>
internal static class ProposalTimer
{
    /// <summary>Trials that are timed, after those that are known.</summary>
    public const int Timed = 500;

    private const int Repeats = 7;
    private static readonly ImmutableArray<Objective> One = [Objective.Of("accuracy")];

    /// <summary>Milliseconds for one proposal and one observation when <paramref name="trials"/> trials are known: the median of repeats. NaN where the space ends before.</summary>
    public static double MedianMs(StrategyDescription description, SearchSpace space, Signature signature, int trials, ImmutableArray<Objective> objectives = default)
    {
        var times = Enumerable.Range(0, Repeats).Select(repeat => Ms((ulong)repeat)).Order().ToArray();
        return times[Repeats / 2];

        double Ms(ulong seed)
        {
            var search = new MadeUpSearch(
                description, space, objectives.IsDefault ? One : objectives, genotype => new(CostTable.Totals(space.Resolve(genotype, signature))), new Seed(seed));
            if (!search.RunTo(trials))
                return double.NaN;
            var start = TimeProvider.System.GetTimestamp();
            return search.RunTo(trials + Timed) ? TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / Timed : double.NaN;
        }
    }
}
