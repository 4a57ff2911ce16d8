using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Workers;
using Nascent.Randomness;
using Nascent.Runs.Replay;
using Nascent.Search;

namespace Nascent.Jobs;

/// <summary>Executes a run's trainings again, and compares them with its journal bit for bit.</summary>
public static class ReplayJob
{
    /// <summary>Replays.</summary>
    /// <param name="run">The run's folder, or its name below <c>runs/</c>.</param>
    /// <param name="sample">How many trainings, drawn at random, at least 1; null for all.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="progress">Is told of every training; null for nobody.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="NascentException">There is no such run, or nothing is recorded of it.</exception>
    public static async Task<ReplayReport> RunAsync(string run, int? sample = null, JobHost? host = null, IProgress<JobReport>? progress = null, CancellationToken cancellationToken = default)
    {
        host ??= new();
        JobWorker.ServeIfWorker(host);
        var opened = await OpenRun.OfAsync(host, run, "replay", cancellationToken);
        var elsewhere = Directory.CreateTempSubdirectory("nascent-replay-");
        try
        {
            await using var engine = WorkerProgram.Engine(opened.Run, host, Path.Combine(elsewhere.FullName, "artifacts"));
            return await new RunReplay(engine) { Progress = progress }.RunAsync(opened.State, sample, new Seed(opened.Run.Spec.Seed), cancellationToken);
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }
}
