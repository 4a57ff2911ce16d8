using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Bench.Proposals;

/// <summary>A search whose scores are made up: what is left is the strategy's own part, propose and observe.</summary>
/// <param name="description">The strategy.</param>
/// <param name="space">The space.</param>
/// <param name="objectives">What is wanted; each score is uniform in [0, 1).</param>
/// <param name="costsOf">The costs that are known of a genotype.</param>
/// <param name="seed">The key of proposals and scores.</param>
internal sealed class MadeUpSearch(StrategyDescription description, DecisionSpace space, ImmutableArray<Objective> objectives, Func<Genotype, Metrics> costsOf, Seed seed)
{
    private const int LookAhead = 8;

    private readonly Fidelity _fidelity = Fidelity.Of("none").With(Fidelity.Epochs, 9);
    private readonly IStrategy _strategy = description.CreateWith(ImmutableSortedDictionary<string, double>.Empty);
    private readonly RandomStream _scores = seed.Derive("score").Stream();
    private readonly List<Trial> _trials = [];
    private readonly List<Trial> _observed = [];

    /// <summary>Goes on to a number of trials; false where the space ends before.</summary>
    public bool RunTo(int trials)
    {
        while (_trials.Count < trials)
        {
            ShowUpTo(_trials.Count - LookAhead + 1);
            var next = _strategy.Propose(View(), seed.Derive(_trials.Count));
            while (next is Proposal.Wait)
            {
                ShowUpTo(_observed.Count + 1);
                next = _strategy.Propose(View(), seed.Derive(_trials.Count));
            }

            if (next is not Proposal.Try proposal)
                return false;
            _trials.Add(new Trial(_trials.Count, proposal.Genotype, proposal.Fidelity, TrialState.Succeeded)
            {
                Metrics = objectives.Aggregate(Metrics.None, (metrics, objective) => metrics.With(objective.Metric, _scores.NextDouble())),
            });
        }

        return true;
    }

    private SearchView View() => new(space, objectives, [], _fidelity, _trials.Count, _observed, _trials[_observed.Count..], costsOf);

    private void ShowUpTo(int count)
    {
        while (_observed.Count < count)
        {
            _observed.Add(_trials[_observed.Count]);
            _strategy.Observe(_observed[^1]);
        }
    }
}
