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
        var fidelity = Fidelity.Of("none").With(Fidelity.Epochs, 9);
        var start = 0L;
        for (var number = 0; number < trials + Timed; number++)
        {
            if (number == trials)
                start = TimeProvider.System.GetTimestamp();
            ShowUpTo(number - LookAhead + 1);
            var next = strategy.Propose(View(), new Seed(seed).Derive(number));
            while (next is Proposal.Wait)
            {
                ShowUpTo(observed.Count + 1);
                next = strategy.Propose(View(), new Seed(seed).Derive(number));
            }

            if (next is not Proposal.Try proposal)
                return double.NaN; // the space was searched to its end
            all.Add(new Trial(number, proposal.Genotype, proposal.Fidelity, TrialState.Succeeded) { Metrics = Metrics.None.With("accuracy", scores.NextDouble()) });
        }

        return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds / Timed;

        SearchView View() => new(space, objectives, [], fidelity, all.Count, observed, all[observed.Count..], CostsOf);

        void ShowUpTo(int count)
        {
            while (observed.Count < count)
            {
                observed.Add(all[observed.Count]);
                strategy.Observe(observed[^1]);
            }
        }

        Metrics CostsOf(Genotype genotype) => new(CostTable.Totals(space.Resolve(genotype, signature)));
    }
}
