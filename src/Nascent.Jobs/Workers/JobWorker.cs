using Nascent.Jobs.Hosting;
using Nascent.Runs.Workers;

namespace Nascent.Jobs.Workers;

/// <summary>The worker's side of a job: candidates are trained in processes of their own, so that one that fails takes nothing with it.</summary>
/// <remarks>
/// Where <see cref="JobHost.Worker"/> names no program, a job starts the running program once more for each worker, with the same arguments. That process serves as a worker as soon as
/// it would begin a job of its own, and ends with it. A program that does other things before its first job calls <see cref="ServeIfWorker"/> first of all.
/// </remarks>
public static class JobWorker
{
    /// <summary>Whether a run started this process as its worker.</summary>
    public static bool IsWorker => WorkerHost.IsWorker;

    /// <summary>Works for the run that started this process until that ends; takes over standard input and output.</summary>
    /// <param name="host">The clock, and the catalogue that the run's strategy and estimator are of.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="NascentException">The process was not started as a worker.</exception>
    public static Task<int> RunAsync(JobHost host) => WorkerHost.RunAsync(context => WorkerProgram.Prepare(context, host), host.Time);

    /// <summary>Where a run started this process as its worker, works for it and ends the process; else does nothing.</summary>
    /// <param name="host">As for <see cref="RunAsync"/>.</param>
    public static void ServeIfWorker(JobHost host)
    {
        if (IsWorker)
            Environment.Exit(Task.Run(() => RunAsync(host)).GetAwaiter().GetResult());
    }
}
