using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Estimation;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Deploying;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Judging;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Retraining;
using Nascent.Jobs.Workers;
using Nascent.Journal;
using Nascent.Reporting.Outcomes;
using Nascent.Search;
using Nascent.Search.SharedSearch;
using Nascent.Strategies.Given;
using Nascent.Tasks;
using Nascent.Torch.Sharing.Searches;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Searching;

/// <summary>The walk of one run: search, full training, test, export, full training of others to judge the search by, report. Each step goes on where the journal ends.</summary>
/// <param name="host">The world around.</param>
/// <param name="run">The run.</param>
/// <param name="recorder">Its journal.</param>
/// <param name="display">Shows it.</param>
internal sealed class SearchPipeline(JobHost host, OpenRun run, RunRecorder recorder, IJobProgress display)
{
    private readonly long _began = host.Time.GetTimestamp();
    private readonly PlainModels _plain = new(run, run.Folder.ArtifactsPath, host.Time);
    private readonly TimeSpan _activeBefore = recorder.State.ActiveTime;

    /// <summary>Runs whatever is left of the run.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted, and can be resumed.</exception>
    /// <exception cref="NascentException">It cannot go on; the message says why.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (recorder.State.Phase is RunPhase.Searching or RunPhase.Retraining && recorder.State.Winner is null)
            await TrainAsync(cancellationToken);
        else if (FinalTraining.IsWanted(run, recorder.State, TimeLeft()))
            await TrainWinnerAsync(cancellationToken);
        await InterruptibleAsync(new LostWeights(host, run, recorder.State, display).RestoreAsync, cancellationToken);
        var deploy = new DeployStep(host, run, recorder, display);
        await InterruptibleAsync(deploy.RunAsync, cancellationToken);
        await InterruptibleAsync(new TrustPhase(host, run, recorder.State, display, TimeLeft).RunAsync, cancellationToken);
        await deploy.FinishAsync(cancellationToken);
    }

    private async Task TrainAsync(CancellationToken cancellationToken)
    {
        await using var engine = WorkerProgram.Engine(run, host);
        var progress = new RelayProgress<JobReport>(display.Reported);
        await new SearchLoop(await SetupAsync(engine, progress, cancellationToken), recorder, engine, host.Time, progress).RunAsync(cancellationToken);
        var state = recorder.State;
        if (Standing.Best(state) is null)
            throw new RunFailedException($"Run '{run.Spec.Name}': no trial has a result{(HasLimitsToBlame(state) ? " that keeps the limits" : "")} ({Tally.Of(state)}), so there is nothing to train in full. {Advice(state)}");
        await InterruptibleAsync(FitPlainModelsAsync, cancellationToken);
        await InterruptibleAsync(token => new SharedCheck(run, recorder).RunAsync(engine, progress, token), cancellationToken);
        var cache = new BaselineCache(ProgramCache.Folder(host, "baselines"));
        var speed = TrainingSpeed.Unknown;
        if (state.Plan is not { } plan)
            (plan, speed) = await PlanAsync(new TimingPhase(recorder, engine, progress), cache, cancellationToken);
        var phase = new RetrainPhase(recorder, engine, progress)
        {
            TimeLimit = 2 * run.Spec.Budget.Time,
            Reuse = (candidate, job, _) => ValueTask.FromResult(cache.Find(run, candidate, job)),
            LengthOf = speed.SecondsPerEpoch,
        };
        await phase.RunAsync(plan, id => run.CandidateOf(id, recorder.State), cancellationToken);
        while (!recorder.State.Retrained.Any(result => result.Candidate.TrialNumber is not null) && RetrainPlanner.WithNextBest(recorder.State) is { } longer)
        {
            await recorder.AppendAsync(longer, CancellationToken.None);
            await phase.RunAsync(longer, id => run.CandidateOf(id, recorder.State), cancellationToken);
        }

        while (run.Spec.Retrain.Ensemble && TimeLeft() is { } left && RetrainPlanner.WithOneMore(recorder.State, left - SearchDefaults.ReserveOfEnsemble) is { } more)
        {
            await recorder.AppendAsync(more, CancellationToken.None);
            await phase.RunAsync(more, id => run.CandidateOf(id, recorder.State), cancellationToken);
        }

        KeepBaselines(cache);
        await InterruptibleAsync(MakeEnsembleAsync, cancellationToken);
        await ChooseWinnerAsync();
        await TrainWinnerAsync(engine, progress, cancellationToken);
    }

    private async Task TrainWinnerAsync(CancellationToken cancellationToken)
    {
        await using var engine = WorkerProgram.Engine(run, host);
        await TrainWinnerAsync(engine, new RelayProgress<JobReport>(display.Reported), cancellationToken);
    }

    private async Task TrainWinnerAsync(ITrialEngine engine, IProgress<JobReport> progress, CancellationToken cancellationToken)
    {
        if (!FinalTraining.IsWanted(run, recorder.State, TimeLeft()))
            return;
        var winner = run.CandidateOf(recorder.State.Winner!.Candidate, recorder.State);
        var until = host.Time.GetUtcNow() + TimeLeft()!.Value - SearchDefaults.Reserve;
        await InterruptibleAsync(token => new FinalPhase(recorder, engine, progress).RunAsync(winner, FinalTraining.FidelityOf(run, recorder.State), until, token), cancellationToken);
    }

    private async Task<(RunEvent.RetrainPlanned Plan, TrainingSpeed Speed)> PlanAsync(TimingPhase timing, BaselineCache cache, CancellationToken cancellationToken)
    {
        var planner = new RetrainPlanner(run, recorder.State);
        if (run.Spec.Retrain.Epochs is not null || run.Spec.Budget.Time is null)
            return (planner.AsAsked(), TrainingSpeed.Unknown);
        var costs = ImmutableDictionary<CandidateId, Cost>.Empty;
        await InterruptibleAsync(async token => costs = await timing.RunAsync(planner.Candidates, TrainingSpeed.FidelityOf(run.Spec.Fidelity, run.Data.Train.Count), token), cancellationToken);
        var speed = new TrainingSpeed(costs, run.Data.Train.Count, run.Data.Validation.Count);
        return (planner.Fitted(TimeLeft()!.Value, speed, (candidate, job) => cache.Has(run, candidate, job)), speed);
    }

    private async Task<SearchSetup> SetupAsync(ITrialEngine engine, IProgress<JobReport> progress, CancellationToken cancellationToken)
    {
        if (run.Spec.Shared is null)
            return Setup(engine);
        var phase = new SharedSearchPhase(recorder, engine, evaluation => SharedSearchJob.OutcomeOf(run.Folder.Root, evaluation), progress);
        var outcome = await phase.RunAsync(run.Space, cancellationToken);
        var setup = Setup(engine);
        return setup with { Strategy = setup.Strategy.Making(() => new GivenStrategy(outcome.Candidates)), EndsByTime = false };
    }

    private SearchSetup Setup(ITrialEngine engine)
    {
        var estimator = run.Estimator.Create(new(run.Spec, run.Space, run.Data, run.Folder.ArtifactsPath, SearchDefaults.Device, 1, host.Time));
        return new SearchSetup
        {
            Spec = run.Spec,
            Space = run.Space,
            Signature = run.Data.Signature,
            Strategy = run.Strategy,
            KeyOf = estimator.KeyOf,
            Costs = MeasuredLatency.IsWanted(run.Spec) ? run.Costs.Add(new MeasuredLatency(run.Data, run.Spec.Int8, host.Time, run.Spec.ReferenceLatency, engine.Pause)) : run.Costs,
            Refuse = new MemoryGuard(run.Spec).Refuse,
            Prior = EarlierSearch.PriorOf(run),
        };
    }

    private async Task FitPlainModelsAsync(CancellationToken cancellationToken)
    {
        var fidelity = run.Spec.Retrain.OnFolds(Fidelity.Of(TrainEstimator.Name));
        (CandidateId Model, int Replicate)[] missing = [.. PlainModels.For(run.Data).SelectMany(model => Enumerable.Range(0, Math.Max(1, run.Spec.Retrain.Folds)).Select(replicate => (model, replicate)))
            .Where(fit => !recorder.State.Retrained.Any(result => result.Candidate == fit.model && result.Replicate == fit.replicate))];
        if (missing.Length == 0)
            return;
        using var step = display.Begin("Fitting a linear model and boosted trees");
        var left = new HashSet<CandidateId>();
        foreach (var (i, (model, replicate)) in missing.Index())
        {
            var evaluation = await Task.Run(() => _plain.Fit(model, fidelity, replicate), cancellationToken).WaitAsync(cancellationToken);
            if (evaluation is not null)
                await recorder.AppendAsync(new RunEvent.Retrained(model, replicate, _plain.CostsOf(model, evaluation), evaluation, false), cancellationToken);
            else if (left.Add(model))
                display.Say($"Note: {model.BaselineName} are left out: for {run.Data.Train.Count:N0} rows of {((Preprocessing.Table)run.Data.Preprocessing).Features:N0} features they would take more than a quarter of the time.");
            step.Report((i + 1.0) / missing.Length);
        }
    }

    private async Task MakeEnsembleAsync(CancellationToken cancellationToken)
    {
        if (!run.Spec.Retrain.Ensemble || recorder.State.Retrained.Any(result => !result.Members.IsEmpty))
            return;
        using var step = display.Begin("Making an ensemble of the fully trained models");
        if (await Task.Run(() => new EnsembleStep(run, recorder.State, _plain).Make(host.Time, cancellationToken), cancellationToken) is { } made)
            await recorder.AppendAsync(made, CancellationToken.None);
    }

    private async Task ChooseWinnerAsync()
    {
        var state = recorder.State;
        ICostModel latency = new MeasuredLatency(run.Data, run.Spec.Int8, host.Time);
        var winner = WinnerRule.Of(run.Spec, state, id => latency.Total(run.NetworkOf(id, state)), run.Data.Validation.Count + (run.Spec.Retrain.Folds > 1 ? run.Data.Train.Count : 0))
            ?? throw new RunFailedException($"Run '{run.Spec.Name}': no found network could be trained in full ({string.Join("; ", state.RetrainFailures.Select(failure => failure.Detail).Distinct())}).");
        await recorder.AppendAsync(winner, CancellationToken.None);
    }

    private void KeepBaselines(BaselineCache cache)
    {
        var state = recorder.State;
        foreach (var result in state.Retrained.Where(result => !result.Reused && result.Candidate.BaselineName is not null && !Baselines.IsPlainModel(result.Candidate)))
        {
            var candidate = run.CandidateOf(result.Candidate, state);
            cache.Keep(run, candidate, RetrainPhase.JobOf(run.Spec, candidate, result.Replicate, state.Plan!.Fidelity), result.Evaluation);
        }
    }

    private async Task InterruptibleAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await recorder.AppendAsync(new RunEvent.RunInterrupted("cancelled"), CancellationToken.None);
            throw;
        }
    }

    private TimeSpan? TimeLeft() => run.Spec.Budget.Time is { } time ? time - _activeBefore - host.Time.GetElapsedTime(_began) : null;

    // A trial that failed or was broken off has met no limit.
    private bool HasLimitsToBlame(RunState state) => !run.Spec.Constraints.IsEmpty && state.Trials.Any(trial => trial.State is TrialState.Rejected or TrialState.Succeeded);

    private string Advice(RunState state) => state.Trials.All(trial => trial.State == TrialState.Rejected)
        ? $"{string.Concat(run.Spec.Constraints.Select(constraint => Beside(constraint, state)))}Loosen the limits, or choose a space with smaller networks."
        : state.Trials.FirstOrDefault(trial => trial.State == TrialState.Failed) is { } failed ? $"The first failure: {failed.Detail}" : "Give it more time or more trials.";

    /// <summary>A limit beside the best value that was found, and who set it; nothing where some candidate kept it.</summary>
    private string Beside(Constraint constraint, RunState state)
    {
        var values = state.Trials.Select(trial => trial.Metrics[constraint.Metric]).OfType<double>().ToArray();
        if (values.Length == 0 || values.Any(value => constraint.AtMost ? value <= constraint.Bound : value >= constraint.Bound))
            return "";
        var best = constraint.AtMost ? values.Min() : values.Max();
        var ofTheBudget = constraint.Metric == Tasks.Metric.Work.Name && run.Spec.Budget.Time is not null
            ? " A budget by time sets this limit: give it more time, or another limit such as --limit \"work<=1e12\"." : "";
        return $"Found {constraint.Metric} of {best:0.####} at {(constraint.AtMost ? "least" : "most")}, expected {constraint}.{ofTheBudget} ";
    }
}
