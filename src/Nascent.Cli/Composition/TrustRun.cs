using Nascent.Cli.Display;
using Nascent.Cli.Outcome;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Runs.Checkpoints;
using Nascent.Search;
using Nascent.Torch.Training;

namespace Nascent.Cli.Composition;

/// <summary>Trains trials of all ranks in full, and holds the run's estimates against what comes of it.</summary>
/// <remarks>The run's journal is only read. What the run trained in full itself, at the same length, is not trained again, and neither is what an earlier call did.</remarks>
internal sealed class TrustRun
{
    private readonly CliHost _host;
    private readonly OpenRun _run;
    private readonly RunState _state;
    private readonly TrustRequest _request;
    private readonly TrustFile _file;
    private readonly int _epochs;
    private readonly Trial[] _chosen;

    /// <summary>Prepares it.</summary>
    /// <exception cref="NascentException">The run has fewer than three trials with a result, or its files are damaged.</exception>
    public TrustRun(CliHost host, OpenRun run, RunState state, TrustRequest request)
    {
        (_host, _run, _state, _request, _file) = (host, run, state, request, new TrustFile(run.Folder.Path(RunPaths.Trust)));
        _epochs = request.Epochs ?? (int?)state.Plan?.Fidelity.Axis(Fidelity.Epochs, 1)
            ?? (run.Data.Preprocessing is Tasks.Preprocessing.Image ? SearchDefaults.RetrainEpochsOfImages : SearchDefaults.RetrainEpochsOfTables);
        var ranked = new TrialOrder(run.Spec.TrialObjectives, run.Spec.Constraints).BestOfHighest(state.Trials);
        if (ranked.Length < 3)
            throw new NascentException($"Run '{run.Spec.Name}': found {ranked.Length} trials that can be ranked, expected at least 3; nothing can be said of how well they are.");
        _chosen = [.. EvenlySpaced(ranked.Length, Math.Min(request.Candidates, ranked.Length)).Select(place => ranked[place])];
    }

    /// <summary>Trainings that are to be there at the end.</summary>
    public int Trainings => _chosen.Length * _request.Seeds;

    /// <summary>Trains what is missing and judges.</summary>
    /// <param name="display">Is told of every training.</param>
    /// <param name="cancellationToken">Interrupts; what ended is kept.</param>
    /// <exception cref="NascentException">Workers do not start, or too few could be trained.</exception>
    public async Task<TrustReport> RunAsync(WorkDisplay display, CancellationToken cancellationToken)
    {
        var known = Known().ToDictionary(training => (training.Trial, training.Replicate));
        var missing = _chosen.SelectMany(trial => Enumerable.Range(0, _request.Seeds).Where(replicate => !known.ContainsKey((trial.Number, replicate))).Select(replicate => JobOf(trial, replicate))).ToList();
        display.Begin($"{_chosen.Length} candidates, {_request.Seeds} seeds, {_epochs} epochs");
        display.Add(Trainings - missing.Count);
        if (missing.Count > 0)
            foreach (var training in await TrainAsync(missing, display, cancellationToken))
                known[(training.Trial, training.Replicate)] = training;
        if (_state.Phase == RunPhase.Finished)
            CheckpointRetention.Clear(_run.Folder);
        return TrustReport.Of(_run.Spec, _chosen, [.. known.Values], _epochs);
    }

    /// <summary>Places of a ranking from the first to the last, as far apart as can be.</summary>
    internal static IEnumerable<int> EvenlySpaced(int length, int count) => Enumerable.Range(0, count).Select(i => (int)Math.Round(i * (length - 1.0) / Math.Max(1, count - 1))).Distinct();

    private IEnumerable<TrustTraining> Known()
    {
        var objective = _run.Spec.Objectives[0].Metric;
        var ofRun = _state.Plan?.Fidelity.Axis(Fidelity.Epochs, 1) == _epochs
            ? _state.Retrained.Where(result => result.Candidate.TrialNumber is not null && !result.Reused)
                .Select(result => new TrustTraining(result.Candidate.TrialNumber!.Value, result.Replicate, _epochs, result.Evaluation.Metrics[objective], result.Evaluation.Cost.Cpu.TotalSeconds))
            : [];
        return ofRun.Concat(_file.Read().Where(training => training.Epochs == _epochs)).DistinctBy(training => (training.Trial, training.Replicate));
    }

    private EvaluationJob JobOf(Trial trial, int replicate)
    {
        var candidate = _run.CandidateOf(CandidateId.Trial(trial.Number), _state);
        var fidelity = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, _epochs);
        var job = RetrainPhase.JobOf(_run.Spec, candidate, replicate, fidelity);
        return job with { Id = $"trust:{candidate.Id}#{replicate}", Fidelity = fidelity.With(TrainEstimator.KeepWeights, 0) };
    }

    private async Task<IReadOnlyList<TrustTraining>> TrainAsync(List<EvaluationJob> jobs, WorkDisplay display, CancellationToken cancellationToken)
    {
        var (waiting, ended) = (jobs.ToDictionary(job => job.Id), new List<TrustTraining>());
        await using var engine = WorkerProgram.Engine(_run, _host);
        foreach (var job in jobs)
            await engine.EnqueueAsync(job, cancellationToken);
        while (waiting.Count > 0)
        {
            var report = await engine.Reports.ReadAsync(cancellationToken);
            if (report is not (JobReport.Finished or JobReport.Failed) || !waiting.Remove(report.JobId, out var job))
                continue;
            var (trial, metric) = (job.Candidate.TrialNumber!.Value, _run.Spec.Objectives[0].Metric);
            var training = report is JobReport.Finished finished
                ? new TrustTraining(trial, job.Replicate, _epochs, finished.Evaluation.Metrics[metric], finished.Evaluation.Cost.Cpu.TotalSeconds)
                : new TrustTraining(trial, job.Replicate, _epochs, null, 0, ((JobReport.Failed)report).Detail);
            _file.Add(training);
            ended.Add(training);
            display.Add(1);
        }

        return ended;
    }
}
