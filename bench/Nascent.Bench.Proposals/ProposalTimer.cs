using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;

namespace Nascent.Bench.Proposals;

/// <summary>Times a strategy's part of a search, propose and observe, around a given number of trials.</summary>
internal static class ProposalTimer
{
    private const int Timed = 500;
    private const int Repeats = 7;
    private const int LookAhead = 8;

    /// <summary>Milliseconds for one proposal and one observation when <paramref name="trials"/> trials are known: the median of repeats.</summary>
    public static double MedianMs(StrategyDescription description, SearchSpace space, Signature signature, int trials)
    {
        var times = Enumerable.Range(0, Repeats).Select(repeat => Ms(description, space, signature, trials, (ulong)repeat)).Order().ToArray();
        return times[Repeats / 2];
    }

    private static double Ms(StrategyDescription description, SearchSpace space, Signature signature, int trials, ulong seed)
    {
        var strategy = description.CreateWith(ImmutableSortedDictionary<string, double>.Empty);
        var (all, observed, scores) = (new List<Trial>(), new List<Trial>(), new Seed(seed).Derive("score").Stream());
        ImmutableArray<Objective> objectives = [Objective.Of("accuracy")];
        var fidelity = Fidelity.Of("none");
        var start = 0L;
        for (var number = 0; number < trials + Timed; number++)
        {
            if (number == trials)
                start = TimeProvider.System.GetTimestamp();
            if (number >= LookAhead)
            {
                observed.Add(all[number - LookAhead]);
                strategy.Observe(observed[^1]);
            }

            var view = new SearchView(space, objectives, [], fidelity, number, observed, all[observed.Count..], CostsOf);
            if (strategy.Propose(view, new Seed(seed).Derive(number)) is not Proposal.Try proposal)
                return double.NaN; // the space was searched to its end
            all.Add(new Trial(number, proposal.Genotype, fidelity, TrialState.Succeeded) { Metrics = Metrics.None.With("accuracy", scores.NextDouble()) });
        }

        return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / Timed;

        Metrics CostsOf(Genotype genotype) => new(CostTable.Totals(space.Resolve(genotype, signature)));
    }
}
