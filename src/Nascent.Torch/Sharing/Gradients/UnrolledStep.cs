using Nascent.Genotypes;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>The gradient by the options of the loss that the shared weights have after one more step, which depends on the options too (Liu et al. 2019, DARTS of second order, equations 7 and 8).</summary>
/// <remarks>
/// w' = w − ξ ∇w L(w, α) on the weights' batch; the gradient is ∂L'(w', α)/∂α − ξ (∂L(w⁺, α)/∂α − ∂L(w⁻, α)/∂α) / 2ε with w± = w ± ε v, v = ∂L'(w', α)/∂w' and ε = 0.01 / ‖v‖, L' the loss on the options' batch.
/// Deviation: the step to w' is plain, without momentum and decay. Four passes where the first order has one.
/// </remarks>
internal sealed class UnrolledStep(Supernet supernet, TrainingBatches forWeights, TrainingBatches forOptions)
{
    private const double Reach = 0.01;

    /// <summary>Computes it; the shared weights are afterwards what they were.</summary>
    /// <param name="open">The network with the shared weights as they are, and the same gates each time.</param>
    /// <param name="step">The step whose batches are taken.</param>
    /// <param name="rate">ξ, the weights' learning rate.</param>
    public (double Loss, Dictionary<DecisionPath, double[]> Gradient) Of(Func<OpenGates> open, long step, double rate)
    {
        var byWeights = ByWeights(forWeights, open(), step, out _, out _);
        var before = byWeights.Keys.ToDictionary(weight => weight, weight => weight.Values.ToArray());
        Move(before, byWeights, -rate);
        var direction = ByWeights(forOptions, open(), step, out var loss, out var gradient);
        var length = Math.Sqrt(direction.Values.Sum(part => part.Sum(element => (double)element * element)));
        if (length > 0)
        {
            Move(before, direction, Reach / length);
            var above = ByOptions(open(), step);
            Move(before, direction, -Reach / length);
            var below = ByOptions(open(), step);
            foreach (var (path, byOption) in gradient)
                for (var option = 0; option < byOption.Length; option++)
                    byOption[option] -= rate * (above[path][option] - below[path][option]) * length / (2 * Reach);
        }

        Move(before, direction, 0);
        return (loss, gradient);
    }

    private Dictionary<SharedWeight, float[]> ByWeights(TrainingBatches batches, OpenGates open, long step, out double loss, out Dictionary<DecisionPath, double[]> byOptions)
    {
        loss = batches.ForwardAndBackward(open.Path.Module, step, open.Values);
        byOptions = open.ByOptions(open.ByGates());
        supernet.TakeGradients(open.Path.Module);
        var gradients = supernet.Touched.ToDictionary(weight => weight, weight => weight.Gradients.ToArray());
        supernet.ClearGradients();
        return gradients;
    }

    private Dictionary<DecisionPath, double[]> ByOptions(OpenGates open, long step)
    {
        using var scope = NewDisposeScope();
        forWeights.ForwardAndBackward(open.Path.Module, step, open.Values, byWeights: false);
        return open.ByOptions(open.ByGates());
    }

    private static void Move(Dictionary<SharedWeight, float[]> before, Dictionary<SharedWeight, float[]> direction, double by)
    {
        foreach (var (weight, values) in before)
            for (var i = 0; i < values.Length; i++)
                weight.Values[i] = values[i] + (by == 0 ? 0 : (float)by * direction[weight][i]);
    }
}
