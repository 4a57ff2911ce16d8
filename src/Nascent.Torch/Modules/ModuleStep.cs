using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Randomness;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules;

/// <summary>One operator of a network, ready to run: where its inputs and output stand, and its weights.</summary>
internal sealed class ModuleStep
{
    private readonly Node _node;
    private readonly int[] _inputs;
    private readonly bool _inPlace;
    private readonly OperatorWeights _weights;

    private ModuleStep(Node node, int[] inputs, int output, bool inPlace, OperatorWeights weights)
    {
        _node = node;
        _inputs = inputs;
        Output = output;
        _inPlace = inPlace;
        _weights = weights;
    }

    /// <summary>Where the output goes.</summary>
    public int Output { get; }

    /// <summary>The steps of a network, in order, and where its output stands. Values 0, 1, … are the inputs.</summary>
    public static (ImmutableArray<ModuleStep> Steps, int OutputSlot) Compile(Architecture architecture, WeightBuffers weights)
    {
        var slots = new Dictionary<NodePath, int>();
        foreach (var input in architecture.Inputs)
            slots.Add(input.Node, slots.Count);
        var readers = architecture.Nodes.SelectMany(node => (IEnumerable<NodePath>)node.Inputs)
            .Concat(architecture.Outputs.Select(port => port.Node)).CountBy(path => path).ToDictionary();
        var steps = ImmutableArray.CreateBuilder<ModuleStep>(architecture.Nodes.Length);
        foreach (var node in architecture.Nodes)
        {
            var inputs = node.Inputs.Select(path => slots[path]).ToArray();
            slots.Add(node.Path, slots.Count);
            steps.Add(new ModuleStep(node, inputs, slots[node.Path], MayOverwrite(architecture, readers, node), new OperatorWeights(node, weights)));
        }

        return (steps.ToImmutable(), slots[architecture.Outputs[0].Node]);
    }

    /// <summary>Computes the output from the values known so far.</summary>
    public Tensor Run(Tensor?[] values, bool training, Seed dropout)
    {
        var x = values[_inputs[0]]!;
        return _node.Operator switch
        {
            Operator.Add => OperatorForward.Sum(values, _inputs),
            Operator.Multiply => x * values[_inputs[1]]!,
            Operator.Concat => cat([.. _inputs.Select(input => values[input]!)], 1),
            Operator.Dropout d => training && d.Rate > 0 ? OperatorForward.Drop(x, d.Rate, dropout.Derive(_node.Path.Text)) : x,
            var op => OperatorForward.Apply(op, x, _weights, training, _inPlace),
        };
    }

    /// <summary>Whether an activation may write over its input: nobody else reads it, and what made it needs it for no gradient.</summary>
    private static bool MayOverwrite(Architecture architecture, Dictionary<NodePath, int> readers, Node node) =>
        node.Operator is Operator.Activation && readers[node.Inputs[0]] == 1
        && architecture.Nodes.FirstOrDefault(made => made.Path == node.Inputs[0])?.Operator is Operator.Convolution or Operator.Linear or Operator.BatchNorm;
}
