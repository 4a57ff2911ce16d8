using System.Diagnostics;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Torch;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training;

namespace Nascent.Bench.TrainingSteps;

/// <summary>Our side of the training-step benchmark: trains one network on request with one thread.</summary>
internal static class StepServer
{
    /// <summary>Steps before each turn that are not timed: memory that lay idle while the others ran comes back. The peer does as many.</summary>
    private const int WarmUp = 3;

    /// <summary>Reads a number of steps from each line, trains, and writes wall and processor seconds and those of the fastest step.</summary>
    public static int Serve(string network, TextReader requests, TextWriter answers)
    {
        using var session = new Session(network);
        while (requests.ReadLine() is { } line)
        {
            var timing = session.Time(int.Parse(line));
            answers.WriteLine($"{timing.Wall:R} {timing.Cpu:R} {timing.Fastest:R}");
            answers.Flush();
        }

        return 0;
    }

    /// <summary>Trains one network without a peer, for a profiler.</summary>
    public static int Profile(string network, int steps)
    {
        using var session = new Session(network);
        for (var round = 0; round < 4; round++)
        {
            var timing = session.Time(steps);
            Console.WriteLine($"{session.Batch * steps / timing.Wall:F0} images/s by wall, {session.Batch * steps / timing.Cpu:F0} by processor time");
        }

        return 0;
    }

    private sealed class Session : IDisposable
    {
        private readonly ArchitectureModule _module;
        private readonly Trainer _trainer;

        public Session(string network)
        {
            LibTorch.UseThreads(1);
            var (_, channels, side, batch, make) = BenchmarkNetworks.Named(network);
            (Batch, _module) = (batch, new ArchitectureModule(make(), TrainingDevice.Cpu));
            _module.Initialise(new Seed(1));
            var recipe = new TrainingRecipe { BatchSize = batch, LabelSmoothing = 0.1, CropPadding = 2, Flip = true, LearningRate = 0.01 };
            _trainer = new Trainer(_module, MadeUpImages.Set(channels, side, 2048), recipe, 1_000_000, 1, new Seed(1));
        }

        public int Batch { get; }

        public StepTiming Time(int steps)
        {
            for (var i = 0; i < WarmUp; i++)
                _trainer.Step();
            var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var fastest = double.PositiveInfinity;
            for (var i = 0; i < steps; i++)
            {
                var step = Stopwatch.GetTimestamp();
                _trainer.Step();
                fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(step).TotalSeconds);
            }

            return new(steps, Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, fastest);
        }

        public void Dispose()
        {
            _trainer.Dispose();
            _module.Dispose();
        }
    }
}
