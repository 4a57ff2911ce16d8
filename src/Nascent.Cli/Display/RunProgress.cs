using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Jobs.Requests;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Search.SharedSearch;
using Nascent.Trials;

namespace Nascent.Cli.Display;

/// <summary>How far a run is, put together from its events and its workers' reports.</summary>
/// <remarks>Immutable. Times are measured from outside and given to it.</remarks>
internal sealed record RunProgress
{
    // About what a search over shared weights takes of the time until its candidates are trained.
    private const double ShareOfSharedSearch = 0.75;

    /// <summary>The state so far.</summary>
    public RunState State { get; init; } = RunState.Empty;

    /// <summary>What each worker does, by job.</summary>
    public ImmutableSortedDictionary<string, Activity> Activities { get; init; } = ImmutableSortedDictionary.Create<string, Activity>(StringComparer.Ordinal);

    /// <summary>When the present phase began.</summary>
    public DateTimeOffset PhaseBegan { get; init; }

    /// <summary>Time that earlier parts of an interrupted run have spent.</summary>
    public TimeSpan SpentBefore { get; init; }

    /// <summary>The progress after something was recorded.</summary>
    public RunProgress After(RunState state, DateTimeOffset now) =>
        this with { State = state, PhaseBegan = state.Phase == State.Phase && PhaseBegan != default ? PhaseBegan : now };

    /// <summary>The progress after an engine's report.</summary>
    public RunProgress After(JobReport report) => report switch
    {
        JobReport.Started started => this with { Activities = Activities.SetItem(started.JobId, new Activity(started.Worker.Split('/')[0], started.JobId, null, null)) },
        JobReport.Progress progress when Activities.TryGetValue(progress.JobId, out var known) => this with { Activities = Activities.SetItem(progress.JobId, Update(known, progress.SoFar)) },
        JobReport.Progress => this,
        _ => this with { Activities = Activities.Remove(report.JobId) },
    };

    /// <summary>The share of the present phase that is done, where it can be told.</summary>
    public double? Share(DateTimeOffset now) => State.Phase switch
    {
        RunPhase.Searching => SearchShare(now),
        RunPhase.Deploying when FinalLeft(now) is { } left => (now - PhaseBegan) / ((now - PhaseBegan) + left),
        RunPhase.Retraining when State.Plan is { } plan => Math.Min(1, RetrainedEpochs(plan) / (plan.Trainings * plan.Fidelity.Axis(Fidelity.Epochs, 1))),
        _ => null,
    };

    /// <summary>The time that the present phase still needs, where it can be told.</summary>
    public TimeSpan? Left(DateTimeOffset now)
    {
        if (State.Phase == RunPhase.Searching && SearchTime is { } total && State.Spec is { Budget.Trials: null, Shared: null })
            return Positive(total - SpentBefore - (now - PhaseBegan));
        if (State.Phase == RunPhase.Deploying)
            return FinalLeft(now);
        if (Share(now) is not { } share || share < 0.02)
            return null;
        var byShare = (now - PhaseBegan) * ((1 - share) / share);
        return State.Phase == RunPhase.Searching && SearchTime is { } limit && State.Spec!.Shared is null ? Positive(Min(byShare, limit - SpentBefore - (now - PhaseBegan))) : byShare;
    }

    /// <summary>The time that the winner's last training has left; null outside of it.</summary>
    private TimeSpan? FinalLeft(DateTimeOffset now) => State is { Phase: RunPhase.Deploying, Final: null, FinalFailure: null, Deployed: null, Spec: { Retrain.Final: true, Budget.Time: { } time } }
        ? Positive(time - SearchDefaults.Reserve - State.ActiveTime - (now - State.Span.Last)) : null;

    private TimeSpan? SearchTime => State.Spec?.Budget is { Time: { } time } budget ? time * budget.SearchShare : null;

    private double? SearchShare(DateTimeOffset now)
    {
        var (budget, shared) = (State.Spec!.Budget, State.Spec.Shared);
        var trained = (double)State.Trials.Count(trial => trial.State is TrialState.Succeeded or TrialState.Failed or TrialState.Stopped);
        if (shared is not null) // which ends by itself, whatever the time
            return (ShareOfSharedSearch * SharedEpochs(shared) / shared.Epochs) + ((1 - ShareOfSharedSearch) * Math.Min(1, trained / (State.SharedSearch?.Outcome.Candidates.Length ?? shared.Candidates)));
        double? byTrials = budget.Trials is { } trials ? trained / trials : null;
        double? byTime = SearchTime is { } time ? (SpentBefore + (now - PhaseBegan)) / time : null;
        return byTrials is null && byTime is null ? null : Math.Min(1, Math.Max(byTrials ?? 0, byTime ?? 0));
    }

    private double SharedEpochs(SharedSpec shared) => State.SharedSearch is not null ? shared.Epochs
        : Activities.TryGetValue(SharedSearchPhase.JobId, out var activity) ? Math.Min(shared.Epochs, activity.Epoch ?? 0) : 0;

    private double RetrainedEpochs(RunEvent.RetrainPlanned plan)
    {
        var each = plan.Fidelity.Axis(Fidelity.Epochs, 1);
        return ((State.Retrained.Count + State.RetrainFailures.Count) * each) + Activities.Values.Sum(activity => Math.Min(each, activity.Epoch ?? 0));
    }

    private Activity Update(Activity known, Evaluation soFar) => known with
    {
        Epoch = soFar.Curve.IsDefaultOrEmpty ? known.Epoch : soFar.Curve[^1].Epoch,
        Note = soFar.Note ?? known.Note,
        Value = State.Spec is { } spec && soFar.Metrics[spec.Objectives[0].Metric] is { } value ? value : known.Value,
    };

    private static TimeSpan Positive(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
