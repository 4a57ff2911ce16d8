using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Testing.Strategies;

/// <summary>A search without a loop, an engine or a journal: what a strategy proposes, and what it is shown, in the order of the look-ahead.</summary>
/// <param name="Space">The space.</param>
/// <param name="Outcome">What becomes of a pending trial.</param>
public sealed record DrivenSearch(DecisionSpace Space, Func<Trial, Trial> Outcome)
{
    /// <summary>A fidelity of nine epochs: two rungs below it at η = 3.</summary>
    public static readonly Fidelity Full = Fidelity.Of("fake").With(Fidelity.Epochs, 9);

    /// <summary>What is wanted.</summary>
    public ImmutableArray<Objective> Objectives { get; init; } = [Objective.Of("accuracy")];

    /// <summary>What must hold.</summary>
    public ImmutableArray<Constraint> Constraints { get; init; } = [];

    /// <summary>The fidelities that can be had; empty for any.</summary>
    public ImmutableArray<Fidelity> Levels { get; init; } = [];

    /// <summary>Trial n is proposed once trials up to n − look-ahead were shown.</summary>
    public int LookAhead { get; init; } = 8;

    /// <summary>Trials after which it ends.</summary>
    public int Trials { get; init; } = int.MaxValue;

    /// <summary>Training after which it ends, in epochs.</summary>
    public double Epochs { get; init; } = double.PositiveInfinity;

    /// <summary>The costs that a genotype has without training; null where it would be rejected.</summary>
    public Func<Genotype, Metrics?> CostsOf { get; init; } = _ => Metrics.None;

    /// <summary>All trials of a search, each with its outcome.</summary>
    /// <exception cref="InvalidOperationException">The strategy waits where nothing is pending.</exception>
    public List<Trial> Run(IStrategy strategy, ulong seed = 1)
    {
        var (shown, all, epochs) = (new List<Trial>(), new List<Trial>(), 0.0);
        while (all.Count < Trials && epochs < Epochs)
        {
            Show(all.Count - LookAhead + 1);
            var pending = all[shown.Count..].ConvertAll(trial => new Trial(trial.Number, trial.Genotype, trial.Fidelity, TrialState.Pending) { ContinueFrom = trial.ContinueFrom });
            var view = new SearchView(Space, Objectives, Constraints, Full, all.Count, shown, pending, CostsOf) { Levels = Levels };
            var proposal = strategy.Propose(view, new Seed(seed).Derive(all.Count).Derive(shown.Count));
            if (proposal is Proposal.Wait)
            {
                if (pending.Count == 0)
                    throw new InvalidOperationException($"Trial {all.Count}: the strategy waits where nothing is pending.");
                Show(shown.Count + 1);
                continue;
            }

            if (proposal is not Proposal.Try next)
                break;
            all.Add(Outcome(new Trial(all.Count, next.Genotype, next.Fidelity, TrialState.Pending) { ContinueFrom = next.ContinueFrom }));
            epochs += all[^1].State is TrialState.Rejected or TrialState.Duplicate ? 0 : next.Fidelity.Amount;
        }

        return all;

        void Show(int count)
        {
            while (shown.Count < count)
            {
                shown.Add(all[shown.Count]);
                strategy.Observe(shown[^1]);
            }
        }
    }
}
