using Microsoft.Extensions.Time.Testing;
using Nascent.Runs.Workers;
using Nascent.Search;
using Nascent.Testing.Search;

namespace Nascent.Runs.Tests.Workers;

public sealed class ProcessTrialEngineTests : TrialEngineContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_worker_is_told_its_run_and_its_threads()
    {
        await using var engine = new ProcessTrialEngine(Options("0=context") with { Threads = 3 }, TimeProvider.System);
        await engine.EnqueueAsync(Job(0), Token);
        var finished = (await UntilEndedAsync(engine, 1))[^1].ShouldBeOfType<JobReport.Finished>();
        finished.Evaluation.Artifacts[0].Path.ShouldBe($"{_folder.Root}|3|3");
    }

    [Fact]
    public async Task What_a_worker_prints_does_not_break_the_protocol()
    {
        await using var engine = new ProcessTrialEngine(Options("0=noise"), TimeProvider.System);
        await engine.EnqueueAsync(Job(0), Token);
        (await UntilEndedAsync(engine, 1))[^1].ShouldBeOfType<JobReport.Finished>().Evaluation.Metrics.ShouldBe(FakeTraining.ResultOf(Job(0)).Metrics);
    }

    [Fact]
    public async Task A_worker_that_exits_loses_its_attempt_and_after_the_third_the_job_fails()
    {
        await using var engine = new ProcessTrialEngine(Options("0=exit"), TimeProvider.System);
        await engine.EnqueueAsync(Job(0), Token);
        await engine.EnqueueAsync(Job(1), Token);
        var reports = await UntilEndedAsync(engine, 2);
        reports.OfType<JobReport.AttemptLost>().Select(lost => lost.Attempt).ShouldBe([1, 2, 3]);
        var failed = reports.OfType<JobReport.Failed>().Single();
        failed.Reason.ShouldBe("lost");
        failed.Detail.ShouldContain("ended with exit code 3");
        reports[^1].ShouldBeOfType<JobReport.Finished>();
    }

    [Fact]
    public async Task Attempts_lost_before_a_resume_count()
    {
        await using var engine = new ProcessTrialEngine(Options("0=exit", "1=exit"), TimeProvider.System);
        await engine.EnqueueAsync(Job(0) with { LostAttempts = 2 }, Token);
        await engine.EnqueueAsync(Job(1) with { LostAttempts = 3 }, Token);
        var reports = await UntilEndedAsync(engine, 2);
        reports.OfType<JobReport.Started>().Select(started => (started.JobId, started.Attempt)).ShouldBe([("trial:0", 3)]);
        reports.OfType<JobReport.Failed>().ShouldAllBe(failed => failed.Reason == "lost");
    }

    [Fact]
    public async Task A_worker_over_its_memory_limit_is_killed_and_the_job_fails_without_another_attempt()
    {
        await using var engine = new ProcessTrialEngine(Options("0=memory") with { MemoryLimitBytes = 192L << 20 }, TimeProvider.System);
        await engine.EnqueueAsync(Job(0), Token);
        var reports = await UntilEndedAsync(engine, 1);
        var failed = reports[^1].ShouldBeOfType<JobReport.Failed>();
        failed.Reason.ShouldBe("memory");
        failed.Detail.ShouldContain("more than the limit of 192 MiB");
        failed.Cost.PeakResidentBytes.ShouldBeGreaterThan(192L << 20);
        reports.OfType<JobReport.Started>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_hears_no_cancellation_is_killed_after_the_grace()
    {
        await using var engine = new ProcessTrialEngine(Options("0=loop") with { CancelGrace = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
        await engine.EnqueueAsync(Job(0), Token);
        (await engine.Reports.ReadAsync(Token)).ShouldBeOfType<JobReport.Started>();
        await engine.CancelAsync("trial:0", Token);
        (await UntilEndedAsync(engine, 1))[^1].ShouldBeOfType<JobReport.Cancelled>();
    }

    [Fact]
    public async Task A_time_limit_is_measured_by_the_given_clock()
    {
        var time = new FakeTimeProvider();
        await using var engine = new ProcessTrialEngine(Options("0=wait"), time);
        await engine.EnqueueAsync(Job(0) with { TimeLimit = TimeSpan.FromHours(1) }, Token);
        while (await engine.Reports.ReadAsync(Token) is not JobReport.Progress)
        {
            // until it runs
        }

        time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        var failed = (await UntilEndedAsync(engine, 1))[^1].ShouldBeOfType<JobReport.Failed>();
        (failed.Reason, failed.Detail).ShouldBe(("timeout", "Not done after 01:00:00."));
    }

    [Fact]
    public async Task A_silent_worker_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using var engine = new ProcessTrialEngine(Options("0=wait") with { SilentWatches = 3, Watch = TimeSpan.FromSeconds(1) }, time);
        await engine.EnqueueAsync(Job(0), Token);
        while (await engine.Reports.ReadAsync(Token) is not JobReport.Progress)
        {
            // until it runs
        }

        time.Advance(TimeSpan.FromSeconds(10)); // ten looks in an instant: no beat can come in between
        (await engine.Reports.ReadAsync(Token)).ShouldBeOfType<JobReport.AttemptLost>().Detail.ShouldStartWith("Nothing was heard from worker-1/");
    }

    [Fact]
    public async Task Workers_that_do_not_start_end_the_engine_with_what_they_wrote()
    {
        await using var engine = new ProcessTrialEngine(Options() with { Command = new WorkerCommand(TestWorker.Program, "broken"), StartAttempts = 2 }, TimeProvider.System);
        await engine.EnqueueAsync(Job(0), Token);
        var failure = await Should.ThrowAsync<NascentException>(() => engine.Reports.Completion);
        failure.Message.ShouldBe($"Worker '{TestWorker.Program} broken': it ended with exit code 2 before it was ready, 2 times. It wrote: This worker never starts. The run can be resumed once workers start.");
    }

    [Fact]
    public async Task A_program_that_is_missing_is_named()
    {
        await using var engine = new ProcessTrialEngine(Options() with { Command = new WorkerCommand("/nowhere/worker") }, TimeProvider.System);
        await engine.EnqueueAsync(Job(0), Token);
        (await Should.ThrowAsync<NascentException>(() => engine.Reports.Completion)).Message.ShouldStartWith("Worker '/nowhere/worker' cannot be started: ");
    }

    [Fact]
    public async Task A_pause_holds_the_workers_until_it_ends()
    {
        await using var engine = new ProcessTrialEngine(Options("0=wait", "1=wait") with { Workers = 2 }, TimeProvider.System);
        engine.Pause().Dispose(); // there are none yet
        var workers = await TwoAtWorkAsync(engine);

        using (engine.Pause())
            foreach (var worker in workers)
                while (!TestWorker.IsHeld(worker)) // a signal takes a moment
                    await Task.Delay(10, Token);
        foreach (var worker in workers)
            while (TestWorker.IsHeld(worker))
                await Task.Delay(10, Token);
        await engine.CancelAsync("trial:0", Token);
        await engine.CancelAsync("trial:1", Token);
        (await UntilEndedAsync(engine, 2)).OfType<JobReport.Cancelled>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Workers_give_way_to_other_processes_and_none_is_left_after_disposal()
    {
        var engine = new ProcessTrialEngine(Options("0=wait", "1=wait") with { Workers = 2 }, TimeProvider.System);
        var workers = await TwoAtWorkAsync(engine);

        workers.ShouldAllBe(worker => TestWorker.IsRunning(worker) && TestWorker.NicenessOf(worker) == 10);
        await engine.DisposeAsync();
        workers.ShouldAllBe(worker => !TestWorker.IsRunning(worker));
        TestWorker.ProcessesOf(_folder.Root).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    protected override ITrialEngine Create(int slots, params (int Trial, string Kind)[] kinds) => new ProcessTrialEngine(
        Options([.. kinds.Select(kind => $"{kind.Trial}={kind.Kind}")]) with { Workers = slots }, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Enqueues two jobs that wait, and gives the processes that are at them.</summary>
    private static async Task<IReadOnlyList<int>> TwoAtWorkAsync(ProcessTrialEngine engine)
    {
        await engine.EnqueueAsync(Job(0), Token);
        await engine.EnqueueAsync(Job(1), Token);
        var workers = new List<int>();
        for (var running = 0; running < 2;)
        {
            var report = await engine.Reports.ReadAsync(Token);
            running += report is JobReport.Progress ? 1 : 0;
            if (report is JobReport.Started started)
                workers.Add(int.Parse(started.Worker.Split('/')[1]));
        }

        return workers;
    }

    private ProcessTrialEngineOptions Options(params string[] misbehaviour) =>
        new() { Command = TestWorker.Command([$"run={_folder.Root}", .. misbehaviour]), RunFolder = _folder.Root, Workers = 1 };
}
