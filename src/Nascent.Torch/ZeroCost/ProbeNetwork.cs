using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>A network whose weights are tensors of their own, so that gradients by them and by what lies between can be asked for, in any order and twice.</summary>
/// <remarks>Computes by the operators of <see cref="ArchitectureModule.Forward"/>. Its tensors belong to the dispose scope it was made in.</remarks>
internal sealed class ProbeNetwork
{
    private ProbeNetwork(Architecture architecture, Dictionary<string, Tensor> weights)
    {
        Architecture = architecture;
        (var steps, OutputSlot) = ModuleStep.Compile(architecture, weights.GetValueOrDefault);
        Steps = [.. steps.Select(step => step.At(step.Inputs))];
        Kernels = [.. steps.Where(step => step.Node.Operator is Operator.Convolution or Operator.Linear).Select(step => step.Weights.Weight!)];
    }

    /// <summary>The network.</summary>
    public Architecture Architecture { get; }

    /// <summary>Its operators in order, none of which overwrites what it reads.</summary>
    public ImmutableArray<ModuleStep> Steps { get; }

    /// <summary>Kernels of convolutions and matrices of linear layers, in the operators' order.</summary>
    public ImmutableArray<Tensor> Kernels { get; }

    /// <summary>Where the output stands.</summary>
    public int OutputSlot { get; }

    /// <summary>The number of values.</summary>
    public int SlotCount => Architecture.Inputs.Length + Steps.Length;

    /// <summary>A network with initial weights.</summary>
    public static ProbeNetwork Untrained(Architecture architecture, Seed seed, InitialValues kind)
    {
        Native.LibTorch.Load();
        var keys = seed.Derive("weights");
        var weights = new Dictionary<string, Tensor>();
        foreach (var node in architecture.Nodes)
        {
            var slots = architecture.WeightsOf(node);
            foreach (var slot in slots)
            {
                var fanIn = slots[0].Shape.Skip(1).Aggregate(1L, (product, size) => product * size);
                weights.Add(slot.Name, Make(slot, InitialValuesOf.Make(kind, slot, fanIn, keys)));
            }
        }

        return new(architecture, weights);
    }

    /// <summary>A network with given weights, row-major, by name.</summary>
    public static ProbeNetwork Of(Architecture architecture, IEnumerable<NamedTensor> weights)
    {
        Native.LibTorch.Load();
        var byName = weights.ToDictionary(weight => weight.Name);
        return new(architecture, architecture.Weights.ToDictionary(slot => slot.Name, slot => Make(slot, byName[slot.Name].Values)));
    }

    /// <summary>Computes every value for one input, with batch statistics and without dropout: inputs first, then the operators' outputs.</summary>
    public Tensor[] Values(Tensor input)
    {
        var values = new Tensor[SlotCount];
        values[0] = input;
        foreach (var step in Steps)
            values[step.Output] = step.Node.Operator is Operator.Dropout ? values[step.Inputs[0]] : step.Run(values, training: true, default);
        return values;
    }

    private static Tensor Make(WeightSlot slot, float[] values)
    {
        var rowMajor = tensor(values, [.. slot.Shape.Select(size => (long)size)]);
        var made = ChannelsLast.Dense(rowMajor);
        return slot.Trainable ? made.requires_grad_() : made;
    }
}
