using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Workers;
using Nascent.Journal;
using Nascent.Reporting.Trust;
using Nascent.Runs.Checkpoints;
using Nascent.Search;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Judging;

/// <summary>Trains trials of all ranks in full, and holds the run's estimates against what comes of it.</summary>
/// <remarks>The run's journal is only read. What the run trained in full itself, at the same length, is not trained again, and neither is what an earlier call did.</remarks>
internal sealed class TrustRun
{
    private readonly JobHost _host;
    private readonly OpenRun _run;
    private readonly RunState _state;
    private readonly TrustRequest _request;
    private readonly TrustFile _file;
    private readonly int _epochs;
    private readonly ImmutableArray<Trial> _ranked;
    private readonly Trial[] _chosen;

    /// <summary>Prepares it.</summary>
    /// <exception cref="NascentException">The run has fewer than three trials with a result, or its files are damaged.</exception>
    public TrustRun(JobHost host, OpenRun run, RunState state, TrustRequest request)
    {
        (_host, _run, _state, _request, _file) = (host, run, state, request, new TrustFile(run.Folder.Path(RunPaths.Trust)));
        _epochs = request.Epochs ?? TrustEvidence.EpochsOf(state)
            ?? (run.Data.Preprocessing is Tasks.Preprocessing.Image ? SearchDefaults.RetrainEpochsOfImages : SearchDefaults.RetrainEpochsOfTables);
        _ranked = TrustEvidence.Ranked(state);
        if (_ranked.Length < TrustReport.FewestCandidates)
            throw new NascentException($"Run '{run.Spec.Name}': found {_ranked.Length} trials that can be ranked, expected at least {TrustReport.FewestCandidates}; nothing can be said of how well they are.");
        _chosen = [.. EvenlySpaced(_ranked.Length, Math.Min(request.Candidates, _ranked.Length)).Select(place => _ranked[place])];
    }

    /// <summary>Trainings that are to be there at the end.</summary>
    public int Trainings => _chosen.Length * _request.Seeds;

    /// <summary>Trains what is missing, and judges by every training of the length, also of candidates that an earlier call or the run itself chose.</summary>
    /// <param name="display">Is told of every training.</param>
    /// <param name="cancellationToken">Interrupts; what ended is kept.</param>
    /// <exception cref="NascentException">Workers do not start, or too few could be trained.</exception>
    public async Task<TrustReport> RunAsync(IWorkProgress display, CancellationToken cancellationToken)
    {
        var known = Known().Select(training => (training.Trial, training.Replicate)).ToHashSet();
        var missing = _chosen.SelectMany(trial => Enumerable.Range(0, _request.Seeds).Where(replicate => !known.Contains((trial.Number, replicate))).Select(replicate => JobOf(_run, _state, trial, replicate, _epochs))).ToList();
        display.Begin($"{_chosen.Length} networks, {(_request.Seeds == 1 ? "1 seed" : $"{_request.Seeds} seeds")} each, {_epochs} epochs");
        display.Add(Trainings - missing.Count);
        if (missing.Count > 0)
            await TrainAsync(missing, display, cancellationToken);
        if (_state.Phase == RunPhase.Finished)
            CheckpointRetention.Clear(_run.Folder);
        var trainings = Known();
        return TrustReport.Of(_run.Spec, [.. _ranked.Where(trial => trainings.Any(training => training.Trial == trial.Number))], trainings, _epochs);
    }

    /// <summary>Places of a ranking from the first to the last, as far apart as can be.</summary>
    internal static IEnumerable<int> EvenlySpaced(int length, int count) => Enumerable.Range(0, count).Select(i => (int)Math.Round(i * (length - 1.0) / Math.Max(1, count - 1))).Distinct();

    /// <summary>The job of a full training that judges: the seeds are those of the run's own full trainings, and no weights are kept.</summary>
    internal static EvaluationJob JobOf(OpenRun run, RunState state, Trial trial, int replicate, int epochs)
    {
        var candidate = run.CandidateOf(CandidateId.Trial(trial.Number), state);
        var fidelity = run.Spec.Retrain.OnFolds(Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs));
        var job = RetrainPhase.JobOf(run.Spec, candidate, replicate, fidelity);
        return job with { Id = $"trust:{candidate.Id}#{replicate}", Fidelity = fidelity.With(TrainEstimator.KeepWeights, 0) };
    }

    /// <summary>What a job's end is recorded as.</summary>
    internal static TrustTraining TrainingOf(OpenRun run, EvaluationJob job, JobReport end, int epochs) => end is JobReport.Finished finished
        ? new(job.Candidate.TrialNumber!.Value, job.Replicate, epochs, finished.Evaluation.Metrics[run.Spec.Objectives[0].Metric], finished.Evaluation.Cost.Cpu.TotalSeconds)
        : new(job.Candidate.TrialNumber!.Value, job.Replicate, epochs, null, 0, end is JobReport.Failed failed ? failed.Detail : "it was cancelled");

    private ImmutableArray<TrustTraining> Known() => TrustEvidence.Of(_epochs, _state, _file.Read());

    private async Task TrainAsync(List<EvaluationJob> jobs, IWorkProgress display, CancellationToken cancellationToken)
    {
        await using var engine = WorkerProgram.Engine(_run, _host);
        await UnrecordedJobs.RunAsync(engine, jobs, (job, end) =>
        {
            _file.Add(TrainingOf(_run, job, end, _epochs));
            display.Add(1);
        }, cancellationToken);
    }
}
