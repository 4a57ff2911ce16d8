using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Reporting.Trust;

/// <summary>The full trainings that a run's estimates are held against: those of the run itself, and those that were added to judge by.</summary>
public static class TrustEvidence
{
    /// <summary>Candidates that are trained in full to judge a search where nothing is said.</summary>
    public const int UsualCandidates = 8;

    /// <summary>Seeds of each where nothing is said.</summary>
    public const int UsualSeeds = 2;

    /// <summary>The trials that can be ranked by the search's scores, best first: those of the highest fidelity reached that keep every limit on costs.</summary>
    public static ImmutableArray<Trial> Ranked(RunState state) =>
        state.Spec?.TrialOrder.BestOfHighest(state.Trials) ?? [];

    /// <summary>The epochs of the run's own full trainings; null before they are planned.</summary>
    public static int? EpochsOf(RunState state) => (int?)state.Plan?.Fidelity.Axis(Fidelity.Epochs, 1);

    /// <summary>The run's own full trainings of found networks.</summary>
    public static IEnumerable<TrustTraining> OfRun(RunState state) => EpochsOf(state) is not { } epochs ? []
        : state.Retrained.Where(result => result.Candidate.TrialNumber is not null && !result.Reused)
            .Select(result => new TrustTraining(result.Candidate.TrialNumber!.Value, result.Replicate, epochs, result.Evaluation.Metrics[state.Spec!.Objectives[0].Metric], result.Evaluation.Cost.Cpu.TotalSeconds));

    /// <summary>All trainings of a length, one a trial and seed; the run's own count before others.</summary>
    /// <param name="epochs">The length.</param>
    /// <param name="state">The run.</param>
    /// <param name="added">Trainings that were added to judge by, of any length.</param>
    public static ImmutableArray<TrustTraining> Of(int epochs, RunState state, IEnumerable<TrustTraining> added) =>
        [.. OfRun(state).Concat(added).Where(training => training.Epochs == epochs).DistinctBy(training => (training.Trial, training.Replicate))];

    /// <summary>What the added trainings and the run's own of the same length say together; null where none was added, or fewer than three candidates of the ranking were trained.</summary>
    /// <remarks>Of several lengths the one with the most added trainings counts, of equals the longest.</remarks>
    public static TrustReport? Judge(RunState state, IReadOnlyCollection<TrustTraining> added)
    {
        if (added.Count == 0)
            return null;
        var epochs = added.GroupBy(training => training.Epochs).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key;
        var (trainings, ranked) = (Of(epochs, state, added), Ranked(state));
        var trained = ranked.Where(trial => trainings.Any(training => training.Trial == trial.Number)).ToArray();
        var sound = trained.Count(trial => trainings.All(training => training.Trial != trial.Number || training.Value is not null));
        return sound < TrustReport.FewestCandidates ? null : TrustReport.Of(state.Spec!, trained, trainings, epochs);
    }
}
