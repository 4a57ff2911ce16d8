using Nascent.Journal;
using Nascent.Runs;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>A run by trials follows from its seed: neither the number of workers nor what else the machine does changes a bit of it.</summary>
[Trait("Category", "Slow")]
public sealed class RepeatedRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_runs_with_one_seed_write_the_same_model_and_another_seed_another()
    {
        var first = await SearchAsync("--seed", "5", "--workers", "2");
        var second = await SearchAsync("--seed", "5", "--workers", "1");
        second.Journal.ShouldBe(first.Journal);
        second.Model.ShouldBe(first.Model);
        var other = await SearchAsync("--seed", "6", "--workers", "2");
        other.Journal.ShouldNotBe(first.Journal);
        other.Model.ShouldNotBe(first.Model);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_run_beside_busy_threads_on_every_core_is_the_run_that_is_alone()
    {
        var alone = await SearchAsync("--seed", "7");
        using var stop = new CancellationTokenSource();
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Busy(stop.Token)).ToArray();
        (string Journal, byte[] Model) beside;
        try
        {
            beside = await SearchAsync("--seed", "7");
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var thread in threads)
                thread.Join();
        }

        beside.Journal.ShouldBe(alone.Journal);
        beside.Model.ShouldBe(alone.Model);
    }

    private static Thread Busy(CancellationToken stop)
    {
        var thread = new Thread(() =>
        {
            var x = 0.0;
            while (!stop.IsCancellationRequested)
                x = Math.Sqrt(x + 1);
            GC.KeepAlive(x);
        })
        { IsBackground = true, Priority = ThreadPriority.Normal };
        thread.Start();
        return thread;
    }

    /// <summary>One run in a folder and with a cache of its own, so that nothing of another is reused: its journal without what a clock or the machine decides, and its model file.</summary>
    private static async Task<(string Journal, byte[] Model)> SearchAsync(params string[] arguments)
    {
        using var cli = new Cli();
        MadeUpData.Images(cli.PathOf("images"), perClass: 20);
        var (code, _, error) = await cli.RunAsync(
        [
            "search", "images", "--trials", "3", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1",
            "--limit", "params<=30k", "--run", "one", .. arguments,
        ]);
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        var state = await RunFolder.Open(cli.PathOf("one")).ReadStateAsync(Token);
        state.Retrained.ShouldAllBe(result => !result.Reused);
        return (ComparedFold.TextOf(state), await File.ReadAllBytesAsync(cli.PathOf("one/best.onnx"), Token));
    }
}
