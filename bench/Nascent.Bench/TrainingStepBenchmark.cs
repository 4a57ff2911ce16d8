using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training;

namespace Nascent.Bench;

/// <summary>Images a second that one thread trains, beside PyTorch by default and at its best, in short turns.</summary>
/// <remarks>
/// A step is forward, loss with label smoothing, backward, clipping and SGD with Nesterov momentum and weight decay. Ours also reads the batch from
/// bytes, shifts and mirrors it; the peer's batch is ready. Ratios are medians over pairs, by wall and by processor time, and of the fastest steps of all,
/// which is what is left to trust where other processes run on the machine.
/// </remarks>
internal static class TrainingStepBenchmark
{
    /// <summary>Steps before each turn that are not timed: memory that lay idle while the others ran comes back. The peer does as many.</summary>
    private const int WarmUp = 3;

    public static int Run(string[] args)
    {
        var (pairs, milliseconds, only) = (Option(args, "--pairs", 25), Option(args, "--milliseconds", 400), Text(args, "--network"));
        LibTorch.UseThreads(1);
        Console.WriteLine($"{"network",-20} {"batch",5} {"ours img/s",11} {"default",9} {"best",9}   {"ratio to default",22} {"ratio to best",24}   (each: wall, cpu, fastest step)");
        foreach (var (name, channels, side, batch, make) in BenchmarkNetworks.All)
        {
            if (only is not null && only != name)
                continue;
            using var module = new ArchitectureModule(make(), TrainingDevice.Cpu);
            using var trainer = MakeTrainer(module, channels, side, batch);
            using var plain = new Peer(name, "default");
            using var best = new Peer(name, "best");
            var steps = 1;
            while (Ours(trainer, steps).Wall < 0.001 * milliseconds)
                steps *= 2;
            plain.Run(2);
            best.Run(steps);
            var rows = Enumerable.Range(0, pairs).Select(_ => (Ours: Ours(trainer, steps), Best: best.Run(steps))).ToArray();
            var plainRows = Enumerable.Range(0, Math.Max(3, pairs / 5)).Select(_ => (Ours: Ours(trainer, steps), Default: plain.Run(Math.Max(2, steps / 4)))).ToArray();
            var (toDefault, toBest) = (Ratio([.. plainRows.Select(row => (row.Ours, row.Default))]), Ratio([.. rows.Select(row => (row.Ours, row.Best))]));
            Console.WriteLine(
                $"{name,-20} {batch,5} {batch / Median(rows.Select(row => row.Ours.Wall / row.Ours.Steps)),11:F0} {batch / Median(plainRows.Select(row => row.Default.Wall / row.Default.Steps)),9:F0} "
                + $"{batch / Median(rows.Select(row => row.Best.Wall / row.Best.Steps)),9:F0}   {toDefault.Wall,8:F2} {toDefault.Cpu,6:F2} {toDefault.Fastest,6:F2} {toBest.Wall,10:F2} {toBest.Cpu,6:F2} {toBest.Fastest,6:F2}");
        }

        return 0;
    }

    /// <summary>Trains one network without a peer, for a profiler.</summary>
    public static int RunOurs(string network, int steps)
    {
        LibTorch.UseThreads(1);
        var (_, channels, side, batch, make) = BenchmarkNetworks.All.Single(known => known.Name == network);
        using var module = new ArchitectureModule(make(), TrainingDevice.Cpu);
        using var trainer = MakeTrainer(module, channels, side, batch);
        for (var round = 0; round < 4; round++)
        {
            var timing = Ours(trainer, steps);
            Console.WriteLine($"{batch * steps / timing.Wall:F0} images/s by wall, {batch * steps / timing.Cpu:F0} by processor time");
        }

        return 0;
    }

    private static Trainer MakeTrainer(ArchitectureModule module, int channels, int side, int batch)
    {
        module.Initialise(new Seed(1));
        var recipe = new TrainingRecipe { BatchSize = batch, LabelSmoothing = 0.1, CropPadding = 2, Flip = true, LearningRate = 0.01 };
        return new Trainer(module, MadeUp(channels, side, 2048), recipe, 1_000_000, 1, new Seed(1));
    }

    private static Timing Ours(Trainer trainer, int steps)
    {
        for (var i = 0; i < WarmUp; i++)
            trainer.Step();
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var fastest = double.PositiveInfinity;
        for (var i = 0; i < steps; i++)
        {
            var step = Stopwatch.GetTimestamp();
            trainer.Step();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(step).TotalSeconds);
        }

        return new(steps, Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, fastest);
    }

    private static (double Wall, double Cpu, double Fastest) Ratio(IReadOnlyList<(Timing Ours, Timing Theirs)> pairs) =>
        (Median(pairs.Select(pair => pair.Theirs.Wall / pair.Theirs.Steps / (pair.Ours.Wall / pair.Ours.Steps))),
         Median(pairs.Select(pair => pair.Theirs.Cpu / pair.Theirs.Steps / (pair.Ours.Cpu / pair.Ours.Steps))),
         pairs.Min(pair => pair.Theirs.Fastest) / pairs.Min(pair => pair.Ours.Fastest));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static PreparedData MadeUp(int channels, int side, int count)
    {
        var stream = new Seed(2).Stream();
        var bytes = new byte[count * channels * side * side];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)stream.NextInt(256);
        var samples = new Samples(new SampleValues.Pixels(bytes, channels, side, side), new SampleTargets.Labels([.. Enumerable.Range(0, count).Select(i => i % 10)]));
        ImmutableArray<double> half = [.. Enumerable.Repeat(0.5, channels)];
        return new("made-up", "made-up", new LearningTask.Classification([.. Enumerable.Range(0, 10).Select(c => $"{c}")]),
            new Preprocessing.Image(channels, side, side, half, half), Signature.Image(channels, side, side, 10), samples, samples);
    }

    private static int Option(string[] args, string name, int otherwise) => Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string? Text(string[] args, string name) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : null;
}
