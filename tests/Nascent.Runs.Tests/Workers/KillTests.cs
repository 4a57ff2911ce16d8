using System.Diagnostics;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Runs.Journal;
using Nascent.Trials;

namespace Nascent.Runs.Tests.Workers;

/// <summary>Kills processes of a run with SIGKILL at random moments, resumes it, and compares its end with that of a run that nobody disturbed.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Trials = 60;
    private const string Work = "work=4000000";
    private static readonly RunId Run = new("test");

    [Fact]
    public async Task A_run_that_is_killed_four_times_ends_like_one_that_is_not() => await KillAndCompareAsync(kills: 4, seed: 1);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_run_that_is_killed_thirty_times_ends_like_one_that_is_not() => await KillAndCompareAsync(kills: 30, seed: 2);

    [Fact]
    public async Task A_run_is_the_same_with_one_worker_and_with_eight()
    {
        using var folder = new TemporaryFolder();
        var one = await CompleteAsync(folder["one"], workers: 1);
        var eight = await CompleteAsync(folder["eight"], workers: 8);
        ComparedFold.TextOf(eight).ShouldBe(ComparedFold.TextOf(one));
        one.Trials.ShouldContain(trial => trial.State == TrialState.Duplicate);
        one.Trials.ShouldContain(trial => trial.State == TrialState.Rejected);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Trials_that_misbehave_become_outcomes_and_the_run_completes()
    {
        using var folder = new TemporaryFolder();
        var undisturbed = await CompleteAsync(folder["undisturbed"], 2);
        // What is trained among the first eight is not changed by how the others end: the look-ahead is eight.
        var trained = undisturbed.Trials.Take(8).Where(trial => trial.State == TrialState.Succeeded).Select(trial => trial.Number).ToArray();
        string[] kinds = ["memory", "exit", "loop", "nan", "throw", "noise"];
        string?[] reasons = ["memory", "lost", "timeout", "nan", "error", null];
        var state = await CompleteAsync(folder["run"], 2, [.. kinds.Select((kind, i) => $"{trained[i]}={kind}")]);
        state.SearchEndReason.ShouldBe("trials");
        state.Trials.ShouldAllBe(trial => trial.IsFinished);
        reasons.Select((_, i) => state.Trials[trained[i]].Reason).ShouldBe(reasons);
        state.LostAttempts[$"trial:{trained[1]}"].ShouldBe(3);
        TestWorker.ProcessesOf(folder.Root).ShouldBeEmpty();
    }

    private async Task KillAndCompareAsync(int kills, ulong seed)
    {
        using var folder = new TemporaryFolder();
        var undisturbed = await CompleteAsync(folder["undisturbed"], workers: 2);
        var stream = new Seed(seed).Stream();
        var path = folder["disturbed"];
        Directory.CreateDirectory(path);
        var main = TestWorker.StartSearch(path, 2, Trials, Work);
        for (var kill = 0; kill < kills; kill++)
        {
            var until = 5 + (kill * 250 / kills) + stream.NextInt(4);
            (await ReachesAsync(path, until, main)).ShouldBeTrue($"the run ended before kill {kill}");
            var (which, workers) = (stream.NextInt(3), WorkersOf(main.Id));
            output.WriteLine($"kill {kill} at event {until}: {(which == 0 ? "worker" : which == 1 ? "main" : "both")}");
            var victim = which == 1 ? null : await VictimAsync(path, workers, stream);
            if (which != 0)
                Kill(main.Id);
            if (victim is { } worker)
                Kill(worker);
            if (which == 0)
                continue;
            await main.WaitForExitAsync(TestContext.Current.CancellationToken);
            await GoneAsync(workers);
            main.Dispose();
            main = TestWorker.StartSearch(path, 2, Trials, Work);
        }

        (await EndAsync(main)).ShouldBe(0);
        var disturbed = await StateAsync(path);
        disturbed.Trials.Count(trial => trial.State is TrialState.Succeeded).ShouldBe(Trials);
        ComparedFold.TextOf(disturbed).ShouldBe(ComparedFold.TextOf(undisturbed), $"seed {seed}");
        output.WriteLine($"{disturbed.Manifests.Count - 1} resumes, {disturbed.LostAttempts.Values.Sum()} lost attempts, {disturbed.Sequence} events");
        TestWorker.ProcessesOf(folder.Root).ShouldBeEmpty();
    }

    private static async Task<RunState> CompleteAsync(string path, int workers, params string[] misbehaviour)
    {
        Directory.CreateDirectory(path);
        using var main = TestWorker.StartSearch(path, workers, Trials, [Work, .. misbehaviour]);
        (await EndAsync(main)).ShouldBe(0);
        return await StateAsync(path);
    }

    private static async Task<int> EndAsync(Process main)
    {
        var errors = await main.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await main.WaitForExitAsync(TestContext.Current.CancellationToken);
        errors.ShouldBe("");
        return main.ExitCode;
    }

    private static async Task<RunState> StateAsync(string path)
    {
        using var journal = SqliteRunJournal.OpenToRead(Path.Combine(path, "journal.db"));
        return await RunState.ReadAsync(journal, Run, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the journal has so many events; false where the run ends first.</summary>
    private static async Task<bool> ReachesAsync(string path, int events, Process main)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            if (main.HasExited)
                return false;
            if (File.Exists(Path.Combine(path, "journal.db.lock")) && (await CountAsync(path)) >= events)
                return true;
        }

        return false;
    }

    private static async Task<long> CountAsync(string path)
    {
        try
        {
            return (await StateAsync(path)).Sequence;
        }
        catch (NascentException)
        {
            return 0; // not made yet
        }
    }

    /// <summary>A worker whose job was lost less than twice, so that the kill is an attempt and not the job's end.</summary>
    private static async Task<int?> VictimAsync(string path, int[] workers, RandomStream stream)
    {
        var lost = (await StateAsync(path)).LostAttempts;
        using var journal = SqliteRunJournal.OpenToRead(Path.Combine(path, "journal.db"));
        var jobs = new Dictionary<int, string>();
        await foreach (var runEvent in journal.ReadAsync(Run, 0, TestContext.Current.CancellationToken))
            if (runEvent is RunEvent.AttemptStarted started)
                jobs[int.Parse(started.Worker.Split('/')[1])] = started.JobId;
        var killable = workers.Where(worker => lost.Values.All(count => count < 2) || (jobs.TryGetValue(worker, out var job) && lost.GetValueOrDefault(job) < 2)).ToArray();
        var busy = killable.Where(jobs.ContainsKey).ToArray();
        return killable.Length == 0 ? null : stream.Choose(busy.Length > 0 ? busy : killable);
    }

    private static int[] WorkersOf(int main) => [.. TestWorker.ChildrenOf(main)];

    private static void Kill(int process)
    {
        try
        {
            using var victim = Process.GetProcessById(process);
            victim.Kill();
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            // it has ended by itself
        }
    }

    /// <summary>Workers end with their parent, without anybody's help.</summary>
    private static async Task GoneAsync(int[] workers)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var looks = 0; workers.Any(worker => TestWorker.IsRunning(worker)); looks++)
        {
            looks.ShouldBeLessThan(2000, "workers outlive their parent");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
