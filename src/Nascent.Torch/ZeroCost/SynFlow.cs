using Nascent.Architectures;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>How much the weights conduct: ln Σ |θ · ∂R/∂θ|, where R is the sum of the outputs for an input of ones, with the absolute value of each weight.</summary>
/// <remarks>
/// Tanaka, Kunin, Yamins and Ganguli 2020 (their R_SF and its synaptic saliency), summed over all kernels and matrices as by Abdelfattah et al. 2021. Computed in float64; every value is kept with a power
/// of two of its own, so that no depth overflows. Normalisations are left out, as there; so are biases. What a positive signal passes unchanged, or nearly, is the identity: all
/// pointwise functions but sigmoids, which are gates and stand open at 1 (their weights conduct nothing). Does not exist where no path leads from the input to the output.
/// </remarks>
internal sealed class SynFlow : ZeroCostScore
{
    public override string Name => "synflow";

    public override string Help => "how much all paths conduct, with absolute weights and an input of ones";

    public override string Source => "Tanaka et al. 2020; Abdelfattah et al. 2021";

    internal override double? Of(Probe probe) => Of(probe.Network);

    /// <summary>The score of a network with its weights.</summary>
    internal static double? Of(ProbeNetwork network)
    {
        using var scope = NewDisposeScope();
        var kernels = network.Kernels.Select(kernel => kernel.detach().to(ScalarType.Float64).abs().requires_grad_()).ToArray();
        var (output, exponent) = Conduct(network, kernels);
        var total = output.sum();
        if (!total.requires_grad)
            return null;
        var gradients = autograd.grad([total], kernels, allow_unused: true);
        var sum = 0.0;
        for (var i = 0; i < kernels.Length; i++)
            if (!gradients[i].IsInvalid)
                sum += (kernels[i] * gradients[i]).sum().item<double>();
        return sum > 0 ? Math.Log(sum) + (exponent * Math.Log(2)) : null;
    }

    private static ScaledTensor Conduct(ProbeNetwork network, Tensor[] kernels)
    {
        var values = new ScaledTensor[network.SlotCount];
        var shape = network.Architecture.Inputs[0].Type.Shape;
        values[0] = new(ones([1, .. shape.Axes.Select(axis => (long)axis.Size)], ScalarType.Float64), 0);
        var next = 0;
        foreach (var step in network.Steps)
            values[step.Output] = step.Node.Operator switch
            {
                Operator.Convolution or Operator.Linear => values[step.Inputs[0]].By(x => Product(step.Node.Operator, x, kernels[next++])).Normalised(),
                Operator.BatchNorm or Operator.LayerNorm or Operator.Dropout or Operator.Multiply => values[step.Inputs[0]],
                Operator.Activation { Function: ActivationFunction.Sigmoid or ActivationFunction.HardSigmoid } => new(ones_like(values[step.Inputs[0]].Value), 0),
                Operator.Activation => values[step.Inputs[0]],
                _ => ScaledTensor.Together(step.Inputs.Select(slot => values[slot]), inputs => step.RunOn(inputs, training: false, default)).Normalised(),
            };
        return values[network.OutputSlot];
    }

    private static Tensor Product(Operator op, Tensor x, Tensor kernel) => op is Operator.Convolution c
        ? nn.functional.conv2d(x, kernel, null, [c.Stride, c.Stride], [c.Padding, c.Padding], [c.Dilation, c.Dilation], c.Groups)
        : nn.functional.linear(x, kernel);
}
