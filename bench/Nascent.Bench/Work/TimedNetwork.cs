using System.Collections.Immutable;
using System.Diagnostics;
using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Torch;
using Nascent.Torch.Modules;
using Nascent.Torch.Training;

namespace Nascent.Bench.Work;

/// <summary>A network of a space with what it counts, and the fastest of its training steps so far.</summary>
internal sealed class TimedNetwork : IDisposable
{
    private readonly ArchitectureModule _module;
    private readonly Trainer _trainer;
    private readonly int _batch;
    private double _fastest = double.PositiveInfinity;

    public TimedNetwork(string space, Architecture architecture, PreparedData data, int batch)
    {
        (Space, _batch) = (space, batch);
        (Terms, Work, Macs) = (WorkTerms.Of(architecture), ((ICostModel)new TrainingWork()).Total(architecture), ((ICostModel)new MultiplyAdds()).Total(architecture));
        _module = new ArchitectureModule(architecture, TrainingDevice.Cpu);
        _module.Initialise(new Seed(1));
        // A learning rate of next to nothing: a network that diverges would end the benchmark, and the time of a step does not depend on it.
        _trainer = new Trainer(_module, data, new TrainingRecipe { BatchSize = batch, LabelSmoothing = 0.1, CropPadding = 2, Flip = true, LearningRate = 1e-6 }, 1_000_000, 1, new Seed(1));
    }

    public string Space { get; }

    public ImmutableArray<double> Terms { get; }

    public double Work { get; }

    public double Macs { get; }

    /// <summary>Microseconds for one sample.</summary>
    public double Microseconds => 1e6 * _fastest / _batch;

    /// <summary>One turn: a step to warm up, and a few that are timed.</summary>
    public void Turn()
    {
        _trainer.Step();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 2 || (i < 20 && Stopwatch.GetElapsedTime(began).TotalSeconds < 0.1); i++)
        {
            var step = Stopwatch.GetTimestamp();
            _trainer.Step();
            _fastest = Math.Min(_fastest, Stopwatch.GetElapsedTime(step).TotalSeconds);
        }
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _module.Dispose();
    }
}
