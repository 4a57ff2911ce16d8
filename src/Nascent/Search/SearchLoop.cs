using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search.Stopping;
using Nascent.Strategies;
using Nascent.Trials;

namespace Nascent.Search;

/// <summary>The search of a run: proposes, refuses, estimates and records, in the fixed order of the look-ahead, until a budget or the strategy ends it.</summary>
/// <remarks>
/// Continues where the journal ends: the strategy is replayed from the start, each of its proposals is checked against the recorded one,
/// and jobs without an outcome are enqueued again. Everything the strategy sees is in the journal before. One instance runs once.
/// </remarks>
public sealed class SearchLoop
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly SearchSetup _setup;
    private readonly RunRecorder _recorder;
    private readonly TimeProvider _time;
    private readonly PendingJobs _jobs;
    private readonly Admission _admission;
    private readonly ProposalSequence _sequence;
    private int _trained;
    private int _fruitless;
    private bool _timeIsUp;

    /// <summary>Makes the loop.</summary>
    /// <param name="setup">What is searched.</param>
    /// <param name="recorder">The run's journal, in which <see cref="RunEvent.RunStarted"/> stands.</param>
    /// <param name="engine">What estimates; its reports are read by this loop alone while it runs.</param>
    /// <param name="time">The clock of the budget.</param>
    /// <param name="progress">Is told of every report of the engine, after it is recorded.</param>
    /// <exception cref="NascentException">The run was recorded with another strategy or stopping rule, or another version of it, or has an unknown option.</exception>
    public SearchLoop(SearchSetup setup, RunRecorder recorder, ITrialEngine engine, TimeProvider time, IProgress<JobReport>? progress = null)
    {
        var recorded = setup.Spec.Strategy;
        if (recorded.Name != setup.Strategy.Name || recorded.Version != setup.Strategy.Version)
            throw new NascentException(
                $"Run '{recorder.Run}': searched with strategy '{recorded.Name}' version {recorded.Version}, found '{setup.Strategy.Name}' version {setup.Strategy.Version}; "
                + "continue it with the version of Nascent that began it.");
        if (setup.Spec.EarlyStopping is { } rule && setup.StoppingRules.Named(rule.Name).Version != rule.Version)
            throw new NascentException(
                $"Run '{recorder.Run}': searched with stopping rule '{rule.Name}' version {rule.Version}, found version {setup.StoppingRules.Named(rule.Name).Version}; continue it with the version of Nascent that began it.");
        if (setup.Spec.LookAhead < 1)
            throw new NascentException($"Run '{recorder.Run}', look-ahead: found {setup.Spec.LookAhead}, expected at least 1.");
        if (setup.Spec.TrialObjectives.IsDefaultOrEmpty)
            throw new NascentException($"Run '{recorder.Run}', objectives: found none, expected at least one.");
        _setup = setup;
        _recorder = recorder;
        _time = time;
        _jobs = new PendingJobs(recorder, engine, progress);
        _admission = new Admission(setup);
        _sequence = new ProposalSequence(setup.Strategy.CreateWith(recorded.Options), setup, _admission);
    }

    /// <summary>Searches to the end, and returns why it ended; at once where the journal has the end already.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted: <see cref="RunEvent.RunInterrupted"/> is recorded and the run can be resumed.</exception>
    /// <exception cref="NascentException">The journal does not fit this program, cannot be written, or workers do not start.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        if (_recorder.State.SearchEndReason is { } known)
            return known;
        Replay();
        try
        {
            await EnqueuePendingAsync(cancellationToken).ConfigureAwait(false);
            var reason = await SearchAsync(cancellationToken).ConfigureAwait(false);
            await _recorder.AppendAsync(new RunEvent.SearchEnded(reason), CancellationToken.None).ConfigureAwait(false);
            return reason;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await InterruptAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<string> SearchAsync(CancellationToken cancellationToken)
    {
        using var deadline = Deadline(_setup.Spec.Budget.SearchShare);
        using var last = Deadline(1);
        string? ended = null;
        while (true)
        {
            ended ??= await ProposeAsync(() => IsOver(deadline, last), cancellationToken).ConfigureAwait(false);
            if (ended is not null && _jobs.Count == 0)
                return ended;
            if (!IsOver(deadline, last) && await RecordNextEndAsync(deadline.IsCancellationRequested ? last : deadline, cancellationToken).ConfigureAwait(false))
                continue;
            if (!IsOver(deadline, last))
                continue; // the time is up, but nothing has a result yet
            await StopRunningAsync().ConfigureAwait(false);
            return "time";
        }
    }

    // A search without any result goes on, at most for the whole job's time: late is better than nothing.
    private bool IsOver(CancellationTokenSource deadline, CancellationTokenSource last) =>
        last.IsCancellationRequested || (deadline.IsCancellationRequested && _recorder.State.Trials.Any(trial => trial.HasResult));

    /// <summary>Records the next end of a job; false where a time is up before.</summary>
    private async Task<bool> RecordNextEndAsync(CancellationTokenSource until, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(until.Token, cancellationToken);
        try
        {
            await RecordNextEndAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Proposes as long as the look-ahead allows; gives the reason where nothing more is to be proposed.</summary>
    private async Task<string?> ProposeAsync(Func<bool> isOver, CancellationToken cancellationToken)
    {
        var batch = new List<RunEvent>();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ended = isOver() ? "time"
                : _trained >= _setup.Spec.Budget.Trials ? "trials"
                : _fruitless >= _setup.FruitlessProposals ? $"{_fruitless} proposals in a row were rejected or duplicates"
                : null;
            var proposal = ended is null ? _sequence.TryNext(OutcomeOf) : null;
            if (proposal is null && ended is null && batch.Count > 0)
            {
                await FlushAsync(batch, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (proposal is not Proposal.Try next)
            {
                await FlushAsync(batch, cancellationToken).ConfigureAwait(false);
                if (proposal is null && ended is null && _jobs.Count == 0)
                    throw new InvalidOperationException("A trial has no outcome and no job.");
                return ended ?? (proposal as Proposal.Done)?.Reason;
            }

            var judged = WithKnown(_admission.Judge(_sequence.Next, next, CheckpointOf(next.ContinueFrom)));
            Count(judged);
            _sequence.Accept(next);
            batch.Add(judged);
            if (judged is RunEvent.TrialProposed || batch.Count >= _setup.Spec.LookAhead)
                await FlushAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Records what was proposed, then enqueues what is to be trained: a job is never unknown to the journal.</summary>
    private async Task FlushAsync(List<RunEvent> batch, CancellationToken cancellationToken)
    {
        await _recorder.AppendAsync(batch, CancellationToken.None).ConfigureAwait(false);
        foreach (var proposed in batch.OfType<RunEvent.TrialProposed>())
            await _jobs.EnqueueAsync(JobOf(_recorder.State.Trials[proposed.Number]), cancellationToken).ConfigureAwait(false);
        batch.Clear();
    }

    private async Task RecordNextEndAsync(CancellationToken cancellationToken)
    {
        var (job, end) = await _jobs.NextEndAsync(cancellationToken).ConfigureAwait(false);
        var number = job.Candidate.TrialNumber!.Value;
        RunEvent? outcome = end switch
        {
            JobReport.Finished { Evaluation.Stop: { IsControl: false } stop } stopped => new RunEvent.TrialStopped(number, stop.Rule, stopped.Evaluation.Cost, stopped.Evaluation),
            JobReport.Finished finished => new RunEvent.TrialSucceeded(number, finished.Evaluation),
            JobReport.Failed failed => new RunEvent.TrialFailed(number, failed.Reason, failed.Detail, failed.Cost),
            JobReport.Cancelled cancelled when _timeIsUp => new RunEvent.TrialStopped(number, "time", cancelled.Cost),
            _ => null,
        };
        if (outcome is not null)
            await _recorder.AppendAsync(outcome, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task StopRunningAsync()
    {
        _timeIsUp = true;
        await DrainAsync().ConfigureAwait(false);
    }

    private async Task InterruptAsync()
    {
        await DrainAsync().ConfigureAwait(false);
        await _recorder.AppendAsync(new RunEvent.RunInterrupted("cancelled"), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task DrainAsync()
    {
        await _jobs.CancelAllAsync().ConfigureAwait(false);
        while (_jobs.Count > 0)
            await RecordNextEndAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private CancellationTokenSource Deadline(double share)
    {
        if (!_setup.EndsByTime || _setup.Spec.Budget.Time is not { } time)
            return new CancellationTokenSource();
        var left = (time * share) - _recorder.ActiveTime;
        return new CancellationTokenSource(left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestTimer ? left : LongestTimer, _time);
    }

    private void Replay()
    {
        var trials = _recorder.State.Trials;
        foreach (var recorded in trials)
        {
            var proposal = _sequence.TryNext(OutcomeOf);
            if (proposal is not Proposal.Try next || !next.Genotype.Equals(recorded.Genotype)
                || !next.Fidelity.Equals(recorded.Fidelity) || next.ContinueFrom != recorded.ContinueFrom)
                throw new NascentException(
                    $"Run '{_recorder.Run}', trial {recorded.Number}: the journal has {Describe(new Proposal.Try(recorded.Genotype, recorded.Fidelity, recorded.ContinueFrom))}, "
                    + $"the strategy now proposes {Describe(proposal)}. Continue the run with the version of Nascent that began it.");
            _sequence.Accept(next);
            if (recorded.State == TrialState.Rejected || recorded.DuplicateOf is not null)
            {
                _fruitless++;
                continue;
            }

            _trained++;
            _fruitless = 0;
            _admission.Remember(recorded.Key, recorded.Number);
        }
    }

    private async Task EnqueuePendingAsync(CancellationToken cancellationToken)
    {
        foreach (var trial in _recorder.State.Trials)
            if (!trial.IsFinished && trial.DuplicateOf is null)
                await _jobs.EnqueueAsync(JobOf(trial), cancellationToken).ConfigureAwait(false);
    }

    private void Count(RunEvent judged)
    {
        if (judged is not RunEvent.TrialProposed proposed)
        {
            _fruitless++;
            return;
        }

        _trained++;
        _fruitless = 0;
        _admission.Remember(proposed.Key, proposed.Number);
    }

    private EvaluationJob JobOf(Trial trial)
    {
        var candidate = CandidateId.Trial(trial.Number);
        return new EvaluationJob(
            candidate.Text, candidate, trial.Genotype, trial.Fidelity, trial.Seed, 0, false, CheckpointOf(trial.ContinueFrom), _setup.Spec.Workers.TrialTimeout,
            Stopping: StopOrder.Of(_setup.Spec, _recorder.State.Trials, trial));
    }

    /// <summary>A stopping rule judges a trial by what its proposal could see, so that how many workers there are, and when they report, changes nothing.</summary>
    private RunEvent WithKnown(RunEvent judged) =>
        judged is RunEvent.TrialProposed proposed && _setup.Spec.EarlyStopping is not null ? proposed with { Known = _sequence.Shown } : judged;

    private Trial? OutcomeOf(int number) =>
        number < _recorder.State.Trials.Count && _recorder.State.Trials[number] is { IsFinished: true } trial ? trial : null;

    private ArtifactRef? CheckpointOf(int? trial) => trial is { } number
        ? _recorder.State.Trials[number].Artifacts.FirstOrDefault(artifact => artifact.Kind is ArtifactRef.Checkpoint or ArtifactRef.Weights)
        : null;

    private static string Describe(Proposal? proposal) => proposal switch
    {
        Proposal.Try next => $"'{next.Genotype}' at {next.Fidelity}{(next.ContinueFrom is { } from ? $" from trial {from}" : "")}",
        Proposal.Done done => $"nothing more ({done.Reason})",
        _ => "to wait for an earlier trial",
    };
}
