using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Probes;

/// <summary>What a network computed of a batch, as far as scores read it.</summary>
internal sealed class ProbePass
{
    private readonly Tensor?[] _values;

    private ProbePass(ProbeNetwork network, Tensor?[] values) => (Network, _values) = (network, values);

    /// <summary>The network.</summary>
    public ProbeNetwork Network { get; }

    /// <summary>(batch, outputs).</summary>
    public Tensor Output => _values[Network.Graph.OutputSlot]!;

    /// <summary>The outputs of convolutions and linear layers, in the order of <see cref="ProbeNetwork.Layers"/>; there if they were asked for.</summary>
    public ImmutableArray<Tensor> Products => [.. ProductSlots(Network).Select(slot => _values[slot]!)];

    /// <summary>Runs a network over a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The batch.</param>
    /// <param name="keepProducts">Whether <see cref="Products"/> will be asked for.</param>
    public static ProbePass Over(ProbeNetwork network, Tensor inputs, bool keepProducts) =>
        new(network, network.Values(inputs.detach(), keepProducts ? ProductSlots(network).ToHashSet() : []));

    private static IEnumerable<int> ProductSlots(ProbeNetwork network) => network.Layers.Select(layer => layer.Output);
}
