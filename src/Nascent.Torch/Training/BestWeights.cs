using System.Collections.Immutable;
using Nascent.Torch.Modules.Weights;
using static TorchSharp.torch;

namespace Nascent.Torch.Training;

/// <summary>A copy of the weights at the best epoch so far.</summary>
internal sealed class BestWeights(WeightBuffers weights, bool higherIsBetter) : IDisposable
{
    private readonly Tensor _values = Copy(weights.Values);
    private readonly Tensor _statistics = Copy(weights.Statistics);

    /// <summary>The value of the best epoch; NaN before the first.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>What a checkpoint holds of it: trained weights and running statistics of the best epoch, nothing before the first.</summary>
    public ImmutableArray<Tensor> Memory => double.IsNaN(Value) ? [] : [_values, _statistics];

    /// <summary>Keeps the weights as they are if this value is the best yet.</summary>
    public bool Offer(double value)
    {
        if (!double.IsNaN(Value) && !(higherIsBetter ? value > Value : value < Value))
            return false;
        Value = value;
        using var noGradient = no_grad();
        _values.copy_(weights.Values);
        _statistics.copy_(weights.Statistics);
        return true;
    }

    /// <summary>Goes on from a best epoch of this value; its <see cref="Memory"/> is the caller's to set.</summary>
    public void GoOnFrom(double value) => Value = value;

    /// <summary>Sets the network's weights to those of the best epoch.</summary>
    public void Restore()
    {
        using var noGradient = no_grad();
        weights.Values.copy_(_values);
        weights.Statistics.copy_(_statistics);
    }

    public void Dispose()
    {
        _values.Dispose();
        _statistics.Dispose();
    }

    private static Tensor Copy(Tensor tensor)
    {
        using var noGradient = no_grad();
        return tensor.clone().DetachFromDisposeScope();
    }
}
