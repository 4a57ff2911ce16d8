using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Nascent.Estimation;
using Nascent.Search;
using Nascent.Search.Stopping;

namespace Nascent.Runs.Workers;

/// <summary>The worker's side: takes jobs from the main process, one at a time, until that process ends.</summary>
public static class WorkerHost
{
    /// <summary>Whether a run started this process as its worker.</summary>
    public static bool IsWorker => Environment.GetEnvironmentVariable(WorkerProcess.ParentVariable) is { Length: > 0 };

    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(2);

    /// <summary>Works for the main process that started this one. Call it first: it takes over standard input and output.</summary>
    /// <param name="prepare">Makes what evaluates jobs, once it is known for which run; what it throws ends the worker before it is ready.</param>
    /// <param name="time">The clock of costs.</param>
    /// <param name="rules">The rules that may stop jobs early; those of this program by default.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="NascentException">The process was not started as a worker.</exception>
    public static async Task<int> RunAsync(
        Func<WorkerContext, Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Task<Evaluation>>> prepare, TimeProvider time, StoppingRules? rules = null)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(WorkerProcess.ParentVariable), CultureInfo.InvariantCulture, out var parent))
            throw new NascentException("Worker: started by hand, expected to be started by a run, which speaks to it over standard input and output.");
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true); // the terminal's Ctrl-C is the main process's to handle
        using var connection = WorkerConnection.Open(parent);
        if (connection.Receive() is not WorkerMessage.Hello hello)
            return 1;
        var evaluate = prepare(new WorkerContext(hello.RunFolder, hello.Slot, hello.Threads));
        connection.Send(new WorkerMessage.Ready(WorkerMessage.ProtocolVersion, Environment.ProcessId));
        StartThread("heart beat", () => Beat(connection, parent));
        using var current = new CurrentJob();
        var jobs = Channel.CreateUnbounded<EvaluationJob>();
        StartThread("listener", () => Listen(connection, jobs.Writer, current));
        await foreach (var job in jobs.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var progress = new ProgressMessages(job.Id, connection);
            var report = await JobExecution.RunAsync(job, evaluate, progress, time, rules ?? StoppingRules.BuiltIn, current.Begin(job.Id)).ConfigureAwait(false);
            current.End();
            connection.Send(MessageOf(report));
        }

        return 0;
    }

    /// <summary>Works with one function for every run; see the other overload.</summary>
    public static Task<int> RunAsync(Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Task<Evaluation>> evaluate, TimeProvider time) =>
        RunAsync(_ => evaluate, time);

    private static void Listen(WorkerConnection connection, ChannelWriter<EvaluationJob> jobs, CurrentJob current)
    {
        while (connection.Receive() is { } message)
        {
            if (message is WorkerMessage.Evaluate evaluate)
                jobs.TryWrite(evaluate.Job);
            else if (message is WorkerMessage.Cancel cancel)
                current.Cancel(cancel.JobId);
        }

        WorkerConnection.EndProcess(); // the main process has closed the pipe or has gone; whatever runs here is of no more use
    }

    private static void Beat(WorkerConnection connection, int parent)
    {
        using var never = new ManualResetEvent(false);
        while (!never.WaitOne(BeatEvery))
        {
            if (OperatingSystem.IsLinux() && LinuxProcess.Parent != parent)
                WorkerConnection.EndProcess();
            connection.Send(new WorkerMessage.HeartBeat());
        }
    }

    private static void StartThread(string name, ThreadStart work) => new Thread(work) { IsBackground = true, Name = name }.Start();

    private static WorkerMessage MessageOf(JobReport report) => report switch
    {
        JobReport.Finished finished => new WorkerMessage.Finished(finished.JobId, finished.Evaluation),
        JobReport.Failed failed => new WorkerMessage.Failed(failed.JobId, failed.Reason, failed.Detail, failed.Cost),
        JobReport.Cancelled cancelled => new WorkerMessage.Cancelled(cancelled.JobId, cancelled.Cost),
        _ => throw new InvalidOperationException($"A job ended with {report}."),
    };

    private sealed class ProgressMessages(string jobId, WorkerConnection connection) : IProgress<Evaluation>
    {
        public void Report(Evaluation value) => connection.Send(new WorkerMessage.Progress(jobId, value));
    }
}
