using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Trials;

namespace Nascent.Search;

/// <summary>Asks a strategy for one proposal after another and shows it outcomes in the fixed order of the look-ahead.</summary>
/// <remarks>
/// The calls that the strategy gets are a function of the trials' outcomes alone: trial n is proposed when exactly the trials up to
/// n − look-ahead were shown (and, where the strategy waits, as many more as it waits for). When outcomes arrive, and in what order, changes nothing.
/// </remarks>
internal sealed class ProposalSequence(IStrategy strategy, SearchSetup setup, Admission admission)
{
    private readonly List<Trial> _observed = [];
    private readonly List<Trial> _proposed = [];
    private readonly Seed _seed = new Seed(setup.Spec.Seed).Derive("propose");
    private int _due;

    /// <summary>How many trials were shown.</summary>
    public int Shown => _observed.Count;

    /// <summary>The number of the next trial.</summary>
    public int Next => _proposed.Count;

    /// <summary>The next proposal, or null where the outcome of an earlier trial must be known first.</summary>
    /// <param name="outcomeOf">The trial of a number once it has an outcome, else null.</param>
    /// <exception cref="NascentException">The strategy waits for a trial where none is pending.</exception>
    public Proposal? TryNext(Func<int, Trial?> outcomeOf)
    {
        _due = Math.Max(_due, Next - setup.Spec.LookAhead + 1);
        while (true)
        {
            while (_observed.Count < _due)
            {
                if (outcomeOf(_observed.Count) is not { } finished)
                    return null;
                _observed.Add(finished.Foreseen(setup.Spec.TrialObjectives[0]));
                strategy.Observe(_observed[^1]);
            }

            var proposal = strategy.Propose(View(), _seed.Derive(Next).Derive(_observed.Count));
            if (proposal is not Proposal.Wait)
                return proposal;
            if (_observed.Count == Next)
                throw new NascentException($"Strategy '{setup.Strategy.Name}', trial {Next}: it waits, but no trial is pending; expected a proposal or an end.");
            _due = _observed.Count + 1;
        }
    }

    /// <summary>Notes that the proposal became the next trial.</summary>
    public void Accept(Proposal.Try proposal) =>
        _proposed.Add(new Trial(Next, proposal.Genotype, proposal.Fidelity, TrialState.Pending) { ContinueFrom = proposal.ContinueFrom });

    private SearchView View() => new(
        setup.Space.Genotypes, setup.Spec.TrialObjectives, setup.Spec.Constraints, setup.Spec.Fidelity, Next,
        new TrialWindow(_observed, 0, _observed.Count), new TrialWindow(_proposed, _observed.Count, Next - _observed.Count), admission.CostsOf);
}
