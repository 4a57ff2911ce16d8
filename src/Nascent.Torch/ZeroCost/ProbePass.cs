using System.Collections.Immutable;
using Nascent.Architectures;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>What a network computed of a batch, as far as scores read it.</summary>
internal sealed class ProbePass
{
    private readonly Tensor?[] _values;

    private ProbePass(ProbeNetwork network, Tensor?[] values) => (Network, _values) = (network, values);

    /// <summary>The network.</summary>
    public ProbeNetwork Network { get; }

    /// <summary>(batch, outputs).</summary>
    public Tensor Output => _values[Network.OutputSlot]!;

    /// <summary>The values that pointwise functions read, a tensor for each function: the pre-activations.</summary>
    public IEnumerable<Tensor> PreActivations => PreActivationSlots(Network).Select(slot => _values[slot]!);

    /// <summary>The outputs of convolutions and linear layers, in the order of <see cref="ProbeNetwork.Kernels"/>; there if they were asked for.</summary>
    public ImmutableArray<Tensor> Products => [.. ProductSlots(Network).Select(slot => _values[slot]!)];

    /// <summary>Runs a network over a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The batch.</param>
    /// <param name="recordGradients">Whether gradients will be asked for.</param>
    /// <param name="keepProducts">Whether <see cref="Products"/> will be asked for.</param>
    public static ProbePass Over(ProbeNetwork network, Tensor inputs, bool recordGradients, bool keepProducts)
    {
        var keep = PreActivationSlots(network).Concat(keepProducts ? ProductSlots(network) : []).ToHashSet();
        if (recordGradients)
            return new(network, network.Values(inputs.detach().requires_grad_(), keep));
        using var noGradient = no_grad();
        return new(network, network.Values(inputs, keep));
    }

    /// <summary>The gradient of the sum of all outputs by the input: (batch, elements of a sample), float64.</summary>
    public Tensor GradientByInput()
    {
        var gradient = autograd.grad([Output], [_values[0]!], [ones_like(Output)], retain_graph: true)[0];
        return gradient.reshape(gradient.shape[0], -1).to(ScalarType.Float64);
    }

    private static IEnumerable<int> PreActivationSlots(ProbeNetwork network) =>
        network.Steps.Where(step => step.Node.Operator is Operator.Activation).Select(step => step.Inputs[0]);

    private static IEnumerable<int> ProductSlots(ProbeNetwork network) =>
        network.Steps.Where(step => step.Node.Operator is Operator.Convolution or Operator.Linear).Select(step => step.Output);
}
