using Nascent.Torch.Modules;
using static TorchSharp.torch;

namespace Nascent.Torch.Training;

/// <summary>A copy of the weights at the best epoch so far.</summary>
internal sealed class BestWeights(WeightBuffers weights, bool higherIsBetter) : IDisposable
{
    private readonly Tensor _values = Copy(weights.Values);
    private readonly Tensor _statistics = Copy(weights.Statistics);
    private double _best = double.NaN;

    /// <summary>Keeps the weights as they are if this value is the best yet.</summary>
    public bool Offer(double value)
    {
        if (!double.IsNaN(_best) && !(higherIsBetter ? value > _best : value < _best))
            return false;
        _best = value;
        using var noGradient = no_grad();
        _values.copy_(weights.Values);
        _statistics.copy_(weights.Statistics);
        return true;
    }

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
