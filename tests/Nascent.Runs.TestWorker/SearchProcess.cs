using Nascent.Journal;
using Nascent.Runs.Workers;
using Nascent.Search;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Runs.TestWorker;

/// <summary>A main process: begins the run in a folder, or resumes it, and searches with worker processes until the end.</summary>
internal static class SearchProcess
{
    public static async Task<int> RunAsync(string folder, int workers, int trials, string[] misbehaviour)
    {
        var time = TimeProvider.System;
        using var journal = Journal.SqliteRunJournal.Open(Path.Combine(folder, "journal.db"), time);
        using var recorder = await RunRecorder.OpenAsync(journal, new RunId("test"), time, CancellationToken.None);
        var spec = recorder.State.Spec ?? Spec(workers, trials);
        await recorder.AppendAsync(
            recorder.State.Spec is null ? new RunEvent.RunStarted(spec, FakeRuns.Manifest) : new RunEvent.RunResumed(FakeRuns.Manifest), CancellationToken.None);
        var options = new ProcessTrialEngineOptions
        {
            Command = WorkerCommand.ThisProgram(["worker", $"run={folder}", .. misbehaviour]),
            RunFolder = folder,
            Workers = workers,
            MemoryLimitBytes = spec.Workers.MemoryLimitBytes,
            Niceness = 0,
        };
        await using var engine = new ProcessTrialEngine(options, time);
        var reason = await new SearchLoop(FakeRuns.Setup(spec), recorder, engine, time).RunAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync(reason);
        return 0;
    }

    private static RunSpec Spec(int workers, int trials) => FakeRuns.Spec(trials: trials) with
    {
        Constraints = [Constraint.Parse("params<=1500")],
        Workers = new WorkerSpec(workers, 1, 192L << 20, TimeSpan.FromSeconds(20), "cpu"),
    };
}
