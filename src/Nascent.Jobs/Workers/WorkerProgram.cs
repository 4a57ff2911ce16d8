using Nascent.Estimation;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Runs;
using Nascent.Runs.Workers;
using Nascent.Search;
using Nascent.Search.SharedSearch;
using Nascent.Torch.Sharing.Searches;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;

namespace Nascent.Jobs.Workers;

/// <summary>The worker processes of a run, and what they do.</summary>
internal static class WorkerProgram
{
    /// <summary>A variable that sends a worker's files to another folder than the run's.</summary>
    public const string ArtifactsVariable = "NASCENT_WORKER_ARTIFACTS";

    /// <summary>How a worker of a host is started.</summary>
    /// <param name="host">The host.</param>
    /// <param name="artifacts">A folder for its files, or null for the run's.</param>
    private static WorkerCommand Command(JobHost host, string? artifacts)
    {
        var command = host.Worker ?? WorkerCommand.ThisProgram([.. Environment.GetCommandLineArgs().Skip(1)]);
        return artifacts is null ? command : command with { Environment = command.Environment.SetItem(ArtifactsVariable, artifacts) };
    }

    /// <summary>The engine of a run.</summary>
    public static ProcessTrialEngine Engine(OpenRun run, JobHost host, string? artifacts = null)
    {
        run.Folder.RestoreSpec(run.Spec);
        return new(
            new ProcessTrialEngineOptions
            {
                Command = Command(host, artifacts),
                RunFolder = run.Folder.Root,
                Workers = run.Spec.Workers.Count,
                Threads = run.Spec.Workers.Threads,
                MemoryLimitBytes = run.Spec.Workers.MemoryLimitBytes,
            },
            host.Time);
    }

    /// <summary>What evaluates jobs in a worker.</summary>
    public static Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Task<Evaluation>> Prepare(WorkerContext context, JobHost host)
    {
        var spec = RunFolder.ReadSpec(context.RunFolder);
        var time = host.Time;
        var run = OpenRun.Of(RunFolder.Open(context.RunFolder), spec, host.Catalogue);
        var artifacts = Environment.GetEnvironmentVariable(ArtifactsVariable) is { Length: > 0 } elsewhere ? elsewhere : run.Folder.ArtifactsPath;
        var search = run.Estimator.Create(new(spec, run.Space, run.Data, artifacts, spec.Workers.Device, context.Threads, time));
        var full = new TrainEstimator(run.Data, spec.RetrainRecipe, run.Metric, artifacts, spec.Workers.Device, keepWeights: true, time, context.Threads)
        {
            CheckpointEvery = SearchDefaults.CheckpointEvery,
        };
        var brief = spec.Estimator.Name == TrainEstimator.Name ? search : new TrainEstimator(run.Data, spec.Recipe, run.Metric, artifacts, spec.Workers.Device, keepWeights: false, time, context.Threads);
        var scored = new Lazy<IEstimator>(() => run.Catalogue.Estimator(ZeroCostEstimator.Name).Create(new(spec, run.Space, run.Data, artifacts, spec.Workers.Device, context.Threads, time)));
        var plain = new PlainModels(run, artifacts, time);
        IEstimator Of(EvaluationJob job) => job.InFull ? full : job.Fidelity.Estimator switch
        {
            var name when name == spec.Estimator.Name => search,
            TrainEstimator.Name => brief,
            ZeroCostEstimator.Name => scored.Value,
            _ => search,
        };
        return async (job, progress, cancellationToken) =>
        {
            if (job.Fidelity.Estimator == SharedSearchPhase.Estimator)
                return new SharedSearchJob(spec, run.Space, run.Data, artifacts, time, context.Threads).Run(progress, cancellationToken);
            if (Baselines.IsPlainModel(job.Candidate))
                return plain.Fit(job.Candidate, job.Fidelity, job.Replicate)
                    ?? throw new EstimationFailedException("time", $"the table is too large to fit '{job.Candidate.BaselineName}' in the time of the run.");
            var network = job.Candidate.BaselineName is { } name ? Baselines.Build(name, run.Data) : run.Space.Resolve(job.Genotype, run.Data.Signature, job.Fidelity.Axis(Fidelity.Depth, 1));
            var request = new EvaluationRequest(network, job.Genotype, job.Fidelity, job.Seed, job.Replicate, job.Checkpoint)
            {
                TimeToUse = job.Until - time.GetUtcNow(),
                Course = job.Course,
            };
            return await Of(job).EstimateAsync(request, progress, cancellationToken);
        };
    }
}
