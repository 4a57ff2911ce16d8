using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Randomness;
using Nascent.Torch.Modules.Operators;
using Nascent.Torch.Modules.Stages;
using Nascent.Torch.Modules.Weights;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules;

/// <summary>An architecture with weights: what is trained and evaluated.</summary>
/// <remarks>
/// Runs the simplified graph, which computes the same; weights that no output needs are held, and stay as they are but for weight decay.
/// Images are (batch, channels, height, width) with channels last in memory, all through the network. Not safe for use by several threads at once.
/// <see cref="Forward"/> records for libtorch's autograd, on any device; training on the processor takes a faster way to the same gradients.
/// </remarks>
public sealed class ArchitectureModule : IDisposable
{
    private readonly OperatorGraph _graph;
    private readonly NetworkPass? _pass;
    private readonly TrainingDevice _device;

    /// <summary>Makes the module; every weight is zero until <see cref="Initialise"/> or <see cref="SetWeights"/>.</summary>
    /// <param name="architecture">The network; it must have one output.</param>
    /// <param name="device">Where it computes.</param>
    public ArchitectureModule(Architecture architecture, TrainingDevice device)
        : this(architecture, device, byGates: false)
    {
    }

    /// <summary>Makes the module of a network with gates.</summary>
    /// <param name="architecture">The network; all inputs but the first are gates.</param>
    /// <param name="device">Where it computes; gradients by gates are the processor's alone.</param>
    /// <param name="byGates">Whether <see cref="GradientByInput"/> is of use.</param>
    internal ArchitectureModule(Architecture architecture, TrainingDevice device, bool byGates)
    {
        LibTorch.Load();
        Architecture = architecture;
        (_device, Device) = (device, device.ToTorch());
        Weights = new WeightBuffers(architecture.Weights, Device);
        _graph = new OperatorGraph(Simplification.Of(architecture).Architecture, name => Weights[name]);
        _pass = Device.type == TorchSharp.DeviceType.CPU ? StageCompiler.Compile(_graph, byGates: byGates) : null;
    }

    /// <summary>The network.</summary>
    public Architecture Architecture { get; }

    /// <summary>All weights.</summary>
    public WeightBuffers Weights { get; }

    /// <summary>Where it computes.</summary>
    public Device Device { get; }

    /// <summary>A module of the same network with weights of its own, all zero.</summary>
    internal ArchitectureModule Copy() => new(Architecture, _device);

    /// <summary>Sets every weight to its initial value, by name and seed: see <see cref="InitialWeights"/>. The last layer of a network on a table is zero, so that features far from their mean do not begin with scores far from any target.</summary>
    public void Initialise(Seed seed)
    {
        foreach (var node in Architecture.Nodes)
            foreach (var slot in Architecture.WeightsOf(node))
            {
                var values = new float[slot.Count];
                if (!IsLastOfTable(node))
                    InitialWeights.Fill(slot, node.Operator is Operator.Convolution c ? c.Groups : 1, seed, values);
                Weights.Set(slot, values);
            }
    }

    private bool IsLastOfTable(Node node) => node.Operator is Operator.Linear or Operator.EnsembleOutputs && Architecture.Inputs[0].Type.Shape.IsFeatures && node.Path == Architecture.Outputs[0].Node;

    /// <summary>Computes the network's output: (batch, outputs).</summary>
    /// <remarks>The output belongs to the caller's dispose scope; what is made on the way is let go after its last reader, but for what gradients need.</remarks>
    /// <param name="inputs">One tensor for each input of the architecture, in its order.</param>
    /// <param name="training">Whether batch statistics and dropout are in force; null randomness outside training.</param>
    /// <param name="dropout">The key of dropout masks in this step; used while training only.</param>
    public Tensor Forward(ReadOnlySpan<Tensor> inputs, bool training, Seed dropout = default) => Walk(inputs, training, dropout);

    private Tensor Walk(ReadOnlySpan<Tensor> inputs, bool training, DropoutKey dropout) =>
        _graph.Walk(inputs, (step, values) => step.Run(values, training, dropout), value => value.Dispose())[_graph.OutputSlot]!;

    /// <summary>The output of the network as it is, outside training: (batch, outputs).</summary>
    /// <remarks>On the processor by the stages' own rules. Must run inside a dispose scope.</remarks>
    /// <param name="inputs">One tensor for each input of the architecture; they are kept.</param>
    public Tensor Infer(ReadOnlySpan<Tensor> inputs)
    {
        using var noGradient = no_grad();
        return _pass is not null ? _pass.Infer(inputs) : Forward(inputs, training: false);
    }

    /// <summary>Computes the output, asks for its gradient, and adds the gradients of all weights to <see cref="WeightBuffers.Gradients"/>.</summary>
    /// <remarks>On the processor by the stages' own rules, elsewhere by autograd. Must run inside a dispose scope.</remarks>
    /// <param name="inputs">One tensor for each input of the architecture.</param>
    /// <param name="dropout">The key of dropout masks in this step.</param>
    /// <param name="gradientOf">The gradient of the loss by the output; null ends the step without gradients.</param>
    /// <param name="byWeights">Whether the weights' gradients are of use; elsewhere than on the processor they are computed anyway.</param>
    internal void ForwardAndBackward(ReadOnlySpan<Tensor> inputs, DropoutKey dropout, Func<Tensor, Tensor?> gradientOf, bool byWeights = true)
    {
        if (_pass is not null)
        {
            using var noGradient = no_grad();
            if (gradientOf(_pass.Forward(inputs, dropout)) is { } byOutput)
                _pass.Backward(byOutput, byWeights);
            return;
        }

        var output = Walk(inputs, training: true, dropout);
        if (gradientOf(output.detach()) is { } gradient && output.requires_grad)
            output.backward([gradient]);
    }

    /// <summary>The gradient by an input in the last step, as the processor computed it: null where the module was not made for it, or the output does not depend on the input.</summary>
    internal Tensor? GradientByInput(int input) => _pass?.GradientByInput(input);

    /// <summary>Every weight with its values, in the architecture's order.</summary>
    public ImmutableArray<NamedTensor> GetWeights() =>
        [.. Weights.Slots.Select(slot => new NamedTensor(slot.Name, slot.Shape, Weights.Get(slot)))];

    /// <summary>Sets weights by name.</summary>
    /// <exception cref="NascentException">A weight of the network is missing, or has another shape; the message names it.</exception>
    public void SetWeights(IEnumerable<NamedTensor> weights)
    {
        var byName = weights.ToDictionary(weight => weight.Name);
        foreach (var slot in Weights.Slots)
        {
            if (!byName.TryGetValue(slot.Name, out var weight))
                throw new NascentException($"Weights: found none named '{slot.Name}', which network '{Architecture.Name}' needs. They belong to another network.");
            if (!weight.Shape.AsSpan().SequenceEqual(slot.Shape.AsSpan()))
                throw new NascentException($"Weight '{slot.Name}': found shape {string.Join("×", weight.Shape)}, expected {string.Join("×", slot.Shape)}. It belongs to another network.");
            Weights.Set(slot, weight.Values);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pass?.Dispose();
        Weights.Dispose();
    }
}
