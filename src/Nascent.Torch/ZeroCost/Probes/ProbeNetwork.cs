using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using Nascent.Torch.Modules.Operators;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Probes;

/// <summary>A network whose weights are tensors of their own, so that gradients by them and by what lies between can be asked for, in any order and twice.</summary>
/// <remarks>Computes what <see cref="ArchitectureModule.Forward"/> computes; dropout must have been taken out. Its tensors belong to the dispose scope it was made in.</remarks>
internal sealed class ProbeNetwork
{
    private ProbeNetwork(Architecture architecture, Func<string, Tensor?> weights)
    {
        Graph = new OperatorGraph(architecture, weights);
        Layers = [.. Graph.Steps.Where(step => step.Conduction == Conduction.Layer)];
    }

    /// <summary>Its operators in order, over numbered values.</summary>
    public OperatorGraph Graph { get; }

    /// <summary>Convolutions and linear layers, in order.</summary>
    public ImmutableArray<ModuleStep> Layers { get; }

    /// <summary>Kernels of convolutions and matrices of linear layers, in the operators' order.</summary>
    public IEnumerable<Tensor> Kernels => Layers.Select(step => step.Weights.Weight!);

    /// <summary>The key of a network's weights.</summary>
    public static Seed WeightKeys(Seed seed) => seed.Derive("weights");

    /// <summary>A network with initial weights.</summary>
    public static ProbeNetwork Untrained(Architecture architecture, Seed seed, InitialValues kind)
    {
        Native.LibTorch.Load();
        var keys = WeightKeys(seed);
        var weights = new Dictionary<string, Tensor>();
        foreach (var slots in architecture.Nodes.Select(architecture.WeightsOf))
            foreach (var slot in slots)
                weights.Add(slot.Name, Make(slot, InitialDraw.Of(kind, slot, slots[0], keys)));
        return new(architecture, weights.GetValueOrDefault);
    }

    /// <summary>A network with weights that stand elsewhere.</summary>
    public static ProbeNetwork Of(Architecture architecture, Func<string, Tensor?> weights) => new(architecture, weights);

    /// <summary>A network with given weights, row-major, by name.</summary>
    public static ProbeNetwork Of(Architecture architecture, IEnumerable<NamedTensor> weights)
    {
        Native.LibTorch.Load();
        var byName = weights.ToDictionary(weight => weight.Name);
        return new(architecture, architecture.Weights.ToDictionary(slot => slot.Name, slot => Make(slot, byName[slot.Name].Values)).GetValueOrDefault);
    }

    /// <summary>Computes the values of one input, with batch statistics: inputs first, then the operators' outputs.</summary>
    /// <remarks>Values are let go after their last reader, but for those that are kept, inputs and the output. Gradients can pass through them all the same.</remarks>
    /// <param name="input">(batch, …).</param>
    /// <param name="keep">The slots to keep.</param>
    public Tensor?[] Values(Tensor input, IReadOnlySet<int> keep) => Graph.Walk([input], Run, value => value.Dispose(), keep);

    // libtorch has no second derivative of its own hard sigmoid.
    private static Tensor Run(ModuleStep step, Tensor[] inputs) => step.Node.Operator is Operator.Activation { Function: ActivationFunction.HardSigmoid }
        ? nn.functional.relu6(inputs[0].Plus(3)).Over(6) : step.Run(inputs, training: true);

    private static Tensor Make(WeightSlot slot, float[] values)
    {
        var rowMajor = tensor(values, [.. slot.Shape.Select(size => (long)size)]);
        var made = ChannelsLast.Dense(rowMajor);
        return slot.Trainable ? made.requires_grad_() : made;
    }
}
