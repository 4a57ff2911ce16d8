using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Tasks;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training.Checkpoints;
using static TorchSharp.torch;

namespace Nascent.Torch.Training;

/// <summary>A training under way with the best of its epochs and its curve: all that a checkpoint holds, taken and put back bit for bit.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly ArchitectureModule _module;
    private readonly BestWeights _best;
    private Metrics? _last;
    private long _scoredAt;

    /// <param name="module">The network.</param>
    /// <param name="trainer">What trains it; disposed with this.</param>
    /// <param name="higherIsBetter">Whether the best epoch is that of the highest value.</param>
    public TrainingSession(ArchitectureModule module, Trainer trainer, bool higherIsBetter)
    {
        (_module, Trainer) = (module, trainer);
        _best = new BestWeights(module.Weights, higherIsBetter);
    }

    /// <summary>What trains.</summary>
    public Trainer Trainer { get; }

    /// <summary>The scores of the best epoch until the training is concluded, then those of the weights that it gives.</summary>
    public Metrics Metrics { get; private set; } = Metrics.None;

    /// <summary>The epochs that ended.</summary>
    public ImmutableArray<CurvePoint> Curve { get; private set; } = [];

    /// <summary>Whether the training is at its end, and scored there.</summary>
    public bool IsDone => _scoredAt == Trainer.TotalSteps;

    /// <summary>Notes the scores of the network as it is.</summary>
    /// <param name="loss">The mean loss since the last scores.</param>
    /// <param name="scores">All of them.</param>
    /// <param name="value">The one that the best epoch is chosen by.</param>
    public void Note(double loss, Metrics scores, double value)
    {
        if (_best.Offer(value))
            Metrics = scores;
        _last = scores;
        Curve = Curve.Add(new(Trainer.EpochsDone, loss, value));
        _scoredAt = Trainer.StepsDone;
    }

    /// <summary>Takes the network as it is for the result, whatever the best epoch.</summary>
    /// <param name="scores">Its scores.</param>
    public void EndWith(Metrics scores) => Metrics = scores;

    /// <summary>Settles the weights and the scores that count: those of the last epoch where the learning rate came to its end, else those of the best.</summary>
    public void Conclude()
    {
        if (Trainer.ComesToItsEnd && _last is not null)
            Metrics = _last;
        else
            _best.Restore();
    }

    /// <summary>The state as it is.</summary>
    /// <param name="training">Which training it is of.</param>
    /// <param name="spent">What it has cost, where the job goes on.</param>
    public TrainingCheckpoint Capture(string training, Cost spent)
    {
        using var scope = NewDisposeScope();
        return new(training, Trainer.StepsDone, Trainer.LossSum, _best.Value, Metrics, Curve, spent, Trainer.Course, [.. Memory.Select(tensor => TensorMemory.Span(tensor.cpu()).ToArray())]);
    }

    /// <summary>Goes on from a state.</summary>
    /// <exception cref="NascentException">It does not fit; nothing has changed. The message is the end of a sentence about the file.</exception>
    public void GoOnFrom(TrainingCheckpoint checkpoint)
    {
        var total = checkpoint.Course.Aggregate(Trainer.TotalSteps, (_, change) => change.Step + change.Left);
        if (checkpoint.Steps > total)
            throw new NascentException($"was taken after step {checkpoint.Steps}, and this training ends with step {total}");
        _best.GoOnFrom(checkpoint.Best);
        var memory = Memory;
        if (!checkpoint.Tensors.Select(tensor => (long)tensor.Length).SequenceEqual(memory.Select(tensor => tensor.numel())))
        {
            _best.GoOnFrom(double.NaN);
            throw new NascentException("is of another network: its tensors have other sizes");
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (place, values) in memory.Zip(checkpoint.Tensors))
            place.copy_(tensor(values));
        (Metrics, Curve) = (checkpoint.Metrics, checkpoint.Curve);
        Trainer.GoOnAfter(checkpoint.Steps, checkpoint.LossSum, checkpoint.Course);
        _scoredAt = checkpoint.Steps - (checkpoint.Steps % Trainer.StepsPerEpoch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _best.Dispose();
        Trainer.Dispose();
    }

    private ImmutableArray<Tensor> Memory => [_module.Weights.Values, _module.Weights.Statistics, .. Trainer.Memory, .. _best.Memory];
}
