using System.Collections.Immutable;
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

    /// <param name="space">What it is a member of.</param>
    /// <param name="architecture">The network, which is trained by its simplified graph whatever is counted.</param>
    /// <param name="counted">The graph that costs are counted in.</param>
    /// <param name="data">What it trains on.</param>
    /// <param name="batch">Samples of a step.</param>
    public TimedNetwork(string space, Architecture architecture, Architecture counted, PreparedData data, int batch)
    {
        (Space, _batch) = (space, batch);
        (Terms, Work, Macs) = (WorkTerms.Of(counted), ((ICostModel)new TrainingWork()).Total(counted), ((ICostModel)new MultiplyAdds()).Total(counted));
        _module = new ArchitectureModule(architecture, TrainingDevice.Cpu);
        _module.Initialise(new Seed(1));
        // A learning rate of next to nothing: a network that diverges would end the benchmark, and the time of a step does not depend on it.
        _trainer = new Trainer(_module, data, new TrainingRecipe { BatchSize = batch, LabelSmoothing = 0.1, CropPadding = 2, Flip = true, LearningRate = 1e-6 }, 1_000_000, 1, new Seed(1));
    }

    public string Space { get; }

    public ImmutableArray<double> Terms { get; }

    public double Work { get; }

    public double Macs { get; }

    /// <summary>Processor microseconds for one sample.</summary>
    public double Microseconds => 1e6 * _fastest / _batch;

    /// <summary>One turn: a step to warm up, and a few that are timed.</summary>
    public void Turn()
    {
        _trainer.Step();
        for (var (i, total) = (0, 0.0); i < 2 || (i < 20 && total < 0.1); i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            _trainer.Step();
            var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            (_fastest, total) = (Math.Min(_fastest, seconds), total + seconds);
        }
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _module.Dispose();
    }
}
