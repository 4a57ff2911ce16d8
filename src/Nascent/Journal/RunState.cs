using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Trials;

namespace Nascent.Journal;

/// <summary>The state of a run: the fold over its events.</summary>
/// <remarks>Immutable and safe for use by several threads.</remarks>
public sealed record RunState
{
    /// <summary>A run of which nothing is recorded.</summary>
    public static readonly RunState Empty = new();

    /// <summary>How many events were folded.</summary>
    public long Sequence { get; init; }

    /// <summary>How far the run has come.</summary>
    public RunPhase Phase { get; init; }

    /// <summary>Whether it was interrupted and not yet resumed.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>What it was asked to do.</summary>
    public RunSpec? Spec { get; init; }

    /// <summary>Where it was executed, part by part.</summary>
    public ImmutableList<RunManifest> Manifests { get; init; } = [];

    /// <summary>The search over shared weights, once it has ended; null where there is none.</summary>
    public RunEvent.SharedSearched? SharedSearch { get; init; }

    /// <summary>The trials, by number.</summary>
    public ImmutableList<Trial> Trials { get; init; } = [];

    /// <summary>Lost attempts so far, by job.</summary>
    public ImmutableSortedDictionary<string, int> LostAttempts { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Why the search ended, once it has.</summary>
    public string? SearchEndReason { get; init; }

    /// <summary>How scores by shared weights stood the check, once they were checked; null where the run's scores are others.</summary>
    public RunEvent.EstimatorChecked? Check { get; init; }

    /// <summary>What is trained in full, once it is planned.</summary>
    public RunEvent.RetrainPlanned? Plan { get; init; }

    /// <summary>Full trainings so far.</summary>
    public ImmutableList<RetrainResult> Retrained { get; init; } = [];

    /// <summary>Full trainings that failed.</summary>
    public ImmutableList<RunEvent.RetrainFailed> RetrainFailures { get; init; } = [];

    /// <summary>The winner, once it is chosen.</summary>
    public RunEvent.WinnerChosen? Winner { get; init; }

    /// <summary>The winner's last training, once it is done; null where there is none.</summary>
    public RunEvent.FinallyTrained? Final { get; init; }

    /// <summary>Why the winner's last training failed; null where it did not.</summary>
    public RunEvent.FinalTrainingFailed? FinalFailure { get; init; }

    /// <summary>The deployed file, once it is checked.</summary>
    public DeploymentRecord? Deployed { get; init; }

    /// <summary>The times of the first and the last event.</summary>
    public (DateTimeOffset First, DateTimeOffset Last) Span { get; init; }

    /// <summary>How long the run was at work: from its first event to its last, without the gaps before each resume.</summary>
    public TimeSpan ActiveTime { get; init; }

    /// <summary>The state after one more event.</summary>
    /// <exception cref="NascentException">The event cannot follow: the journal is damaged.</exception>
    public RunState Apply(RunEvent next) => Change(next) with
    {
        Sequence = Sequence + 1,
        Span = (Sequence == 0 ? next.At : Span.First, next.At),
        ActiveTime = Sequence == 0 || next is RunEvent.RunResumed || next.At < Span.Last ? ActiveTime : ActiveTime + (next.At - Span.Last),
    };

    /// <summary>The state of a run as its journal has it.</summary>
    /// <exception cref="NascentException">The journal is damaged.</exception>
    public static async ValueTask<RunState> ReadAsync(IRunJournal journal, RunId run, CancellationToken cancellationToken)
    {
        var state = Empty;
        await foreach (var runEvent in journal.ReadAsync(run, 0, cancellationToken).ConfigureAwait(false))
            state = state.Apply(runEvent);
        return state;
    }

    private RunState Change(RunEvent next) => next switch
    {
        RunEvent.RunStarted e => this with { Spec = Checked(e.Spec), Manifests = Manifests.Add(e.Manifest), Phase = RunPhase.Searching },
        RunEvent.RunResumed e => this with { Manifests = Manifests.Add(e.Manifest), IsInterrupted = false },
        RunEvent.SharedSearched e => this with { SharedSearch = e },
        RunEvent.TrialProposed e => Propose(e.Number, new Trial(e.Number, e.Genotype, e.Fidelity, TrialState.Pending) { Key = e.Key, Metrics = e.Costs, Seed = e.Seed, ContinueFrom = e.ContinueFrom, Known = e.Known }),
        RunEvent.TrialRejected e => Propose(e.Number, new Trial(e.Number, e.Genotype, e.Fidelity, TrialState.Rejected) { Metrics = e.Costs, Reason = e.Reason, Detail = e.Detail, ContinueFrom = e.ContinueFrom }),
        RunEvent.TrialDuplicated e => Propose(e.Number, Repeat(new Trial(e.Number, e.Genotype, e.Fidelity, TrialState.Duplicate) { Key = e.Key, Metrics = e.Costs, DuplicateOf = e.Of, ContinueFrom = e.ContinueFrom }, Known(e.Of))),
        RunEvent.AttemptStarted => this,
        RunEvent.AttemptLost e => this with { LostAttempts = LostAttempts.SetItem(e.JobId, LostAttempts.GetValueOrDefault(e.JobId) + 1) },
        RunEvent.TrialSucceeded e => Finish(Measured(Known(e.Number), e.Evaluation) with { State = TrialState.Succeeded }),
        RunEvent.TrialFailed e => Finish(Known(e.Number) with { State = TrialState.Failed, Reason = e.Reason, Detail = e.Detail, Cost = e.Cost }),
        RunEvent.TrialStopped e => Finish((e.SoFar is { } soFar ? Measured(Known(e.Number), soFar) : Known(e.Number)) with { State = TrialState.Stopped, Reason = e.Reason, Cost = e.Cost }),
        RunEvent.SearchEnded e => this with { SearchEndReason = e.Reason, Phase = RunPhase.Retraining },
        RunEvent.EstimatorChecked e => this with { Check = e },
        RunEvent.RetrainPlanned e => this with { Plan = Known(e) },
        RunEvent.Retrained e => this with { Retrained = Retrained.Add(new RetrainResult(Known(e.Candidate), e.Replicate, e.Evaluation, e.Costs, e.Reused, null, e.Seed) { Members = Known(e.Members ?? []) }) },
        RunEvent.RetrainFailed e => this with { RetrainFailures = RetrainFailures.Add(e with { Candidate = Known(e.Candidate) }) },
        RunEvent.WinnerChosen e => this with { Winner = e with { Candidate = Known(e.Candidate) }, Phase = RunPhase.Deploying },
        RunEvent.FinallyTrained e => this with { Final = e with { Candidate = Known(e.Candidate) } },
        RunEvent.FinalTrainingFailed e => this with { FinalFailure = e with { Candidate = Known(e.Candidate) } },
        RunEvent.TestScored e => this with { Retrained = Scored(e) },
        RunEvent.Deployed e => this with { Deployed = e.Deployment },
        RunEvent.RunInterrupted => this with { IsInterrupted = true },
        RunEvent.RunFinished => this with { Phase = RunPhase.Finished },
        _ => throw new NascentException($"Journal, event {Sequence}: found {next.GetType().Name}, expected an event that this version knows; use a newer version."),
    };

    private Trial Known(int number) => number >= 0 && number < Trials.Count ? Trials[number]
        : throw new NascentException($"Journal, event {Sequence}: found trial {number}, expected one of the {Trials.Count} that were proposed; the journal is damaged.");

    private RunSpec Checked(RunSpec spec)
    {
        if (Spec is not null)
            throw new NascentException($"Journal, event {Sequence}: found a second beginning of the run, expected one; the journal is damaged.");
        SpecBounds.Check(spec);
        return spec;
    }

    private CandidateId Known(CandidateId candidate)
    {
        if (candidate.TrialNumber is { } number)
            Known(number);
        return candidate;
    }

    private ImmutableArray<EnsembleMember> Known(ImmutableArray<EnsembleMember> members)
    {
        foreach (var (candidate, share) in members.Select(member => (member.Candidate, member.Share)))
            if (share is not (> 0 and <= 1) || !Retrained.Any(result => result.Candidate == candidate && result.Members.IsEmpty))
                throw new NascentException($"Journal, event {Sequence}: found {share} of '{candidate}' in an ensemble, expected a share of a model that was trained; the journal is damaged.");
        return members;
    }

    private RunEvent.RetrainPlanned Known(RunEvent.RetrainPlanned plan)
    {
        foreach (var candidate in plan.Candidates)
            Known(candidate);
        return plan;
    }

    private RunState Propose(int number, Trial trial)
    {
        if (number != Trials.Count)
            throw new NascentException($"Journal, event {Sequence}: found trial {number}, expected trial {Trials.Count}; the journal is damaged.");
        if (trial.ContinueFrom is { } earlier)
            Known(earlier);
        return this with { Trials = Trials.Add(trial) };
    }

    private RunState Finish(Trial trial)
    {
        if (Trials[trial.Number].IsFinished)
            throw new NascentException($"Journal, event {Sequence}: found a second outcome of trial {trial.Number}, expected one; the journal is damaged.");
        var trials = Trials.SetItem(trial.Number, trial);
        for (var number = trial.Number + 1; number < trials.Count; number++)
            if (trials[number].DuplicateOf == trial.Number)
                trials = trials.SetItem(number, Repeat(trials[number], trial));
        return this with { Trials = trials };
    }

    private static Trial Measured(Trial trial, Evaluation evaluation) => trial with
    {
        Metrics = trial.Metrics.With(evaluation.Metrics),
        Measured = evaluation.Metrics,
        Cost = evaluation.Cost,
        Curve = evaluation.Curve,
        Artifacts = evaluation.Artifacts,
        Stop = evaluation.Stop,
        Note = evaluation.Note,
    };

    private static Trial Repeat(Trial duplicate, Trial original) => original.State switch
    {
        TrialState.Pending => duplicate with { State = TrialState.Pending },
        _ when original.HasResult => duplicate with { State = TrialState.Duplicate, Metrics = duplicate.Metrics.With(original.Metrics), Curve = original.Curve, Stop = original.Stop },
        _ => duplicate with { State = TrialState.Duplicate, Reason = original.Reason, Detail = original.Detail },
    };

    private ImmutableList<RetrainResult> Scored(RunEvent.TestScored e)
    {
        var index = Retrained.FindIndex(result => result.Candidate == e.Candidate && result.Replicate == e.Replicate);
        return index >= 0 ? Retrained.SetItem(index, Retrained[index] with { Test = e.Metrics })
            : throw new NascentException($"Journal, event {Sequence}: found a test score of {e.Candidate}#{e.Replicate}, expected one that was trained; the journal is damaged.");
    }
}
