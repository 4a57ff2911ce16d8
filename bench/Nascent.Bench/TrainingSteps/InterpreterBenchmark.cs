using System.Globalization;
using Nascent.Randomness;
using Nascent.Torch;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Bench.TrainingSteps;

/// <summary>The way forward and back through a network by stages beside that by operators, which libtorch's autograd records; in processor time, one thread, in turns.</summary>
internal static class InterpreterBenchmark
{
    /// <summary>Times every network of <see cref="BenchmarkNetworks.All"/>, or one.</summary>
    public static int Run(Words words)
    {
        LibTorch.UseThreads(1);
        var (only, pairs) = (words.Text("--network"), words.Number("--pairs", 15));
        Console.WriteLine($"{"network",-20} {"batch",5} {"stages",10} {"operators",10} {"ratio",6}");
        foreach (var (name, channels, side, batch, make) in BenchmarkNetworks.All.Where(network => only is null || network.Name == only))
        {
            using var scope = NewDisposeScope();
            using var module = new ArchitectureModule(make(), TrainingDevice.Cpu);
            module.Initialise(new Seed(1));
            var input = ChannelsLast.Empty([batch, channels, side, side], CPU).normal_(0, 1);
            var gradient = ones(batch, 10);
            Pass(module, input, gradient);
            Walk(module, input, gradient);
            var times = Enumerable.Range(0, pairs).Select(_ => (Stages: Seconds(() => Pass(module, input, gradient)), Operators: Seconds(() => Walk(module, input, gradient)))).ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-20} {batch,5} {1000 * Statistics.Median(times.Select(time => time.Stages)),7:F1} ms {1000 * Statistics.Median(times.Select(time => time.Operators)),7:F1} ms {Statistics.Median(times.Select(time => time.Operators / time.Stages)),6:F2}"));
        }

        return 0;
    }

    private static void Pass(ArchitectureModule module, Tensor input, Tensor gradient) => module.ForwardAndBackward([input], default, _ => gradient);

    private static void Walk(ArchitectureModule module, Tensor input, Tensor gradient) => module.Forward([input], training: true).backward([gradient]);

    private static double Seconds(Action step)
    {
        using var scope = NewDisposeScope();
        var began = Environment.CpuUsage.TotalTime;
        step();
        return (Environment.CpuUsage.TotalTime - began).TotalSeconds;
    }
}
