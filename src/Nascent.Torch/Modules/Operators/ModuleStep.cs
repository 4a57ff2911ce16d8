using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Torch.Modules.Weights;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Operators;

/// <summary>One operator of a network, ready to run: where its inputs and output stand, and its weights.</summary>
internal sealed class ModuleStep
{
    private readonly bool _inPlace;
    private readonly OperatorWeights _weights;

    private ModuleStep(Node node, int[] inputs, int output, bool inPlace, OperatorWeights weights)
    {
        Node = node;
        Inputs = inputs;
        Output = output;
        _inPlace = inPlace;
        _weights = weights;
    }

    /// <summary>The operator and its place.</summary>
    public Node Node { get; }

    /// <summary>Where the inputs stand.</summary>
    public int[] Inputs { get; }

    /// <summary>Where the output goes.</summary>
    public int Output { get; }

    /// <summary>Whether the operator has weights.</summary>
    public bool HasWeights => _weights.Weight is not null;

    /// <summary>The operator's weights.</summary>
    public OperatorWeights Weights => _weights;

    /// <summary>This step reading its inputs elsewhere, and overwriting none.</summary>
    public ModuleStep At(int[] inputs) => new(Node, inputs, Output, inPlace: false, _weights);

    /// <summary>The steps of a network, in order, and where its output stands. Values 0, 1, … are the inputs.</summary>
    public static (ImmutableArray<ModuleStep> Steps, int OutputSlot) Compile(Architecture architecture, WeightBuffers weights) =>
        Compile(architecture, name => weights[name]);

    /// <summary>The same with weights that stand elsewhere.</summary>
    public static (ImmutableArray<ModuleStep> Steps, int OutputSlot) Compile(Architecture architecture, Func<string, Tensor?> weights)
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
        var inputs = new Tensor[Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = values[Inputs[i]]!;
        return RunOn(inputs, training, dropout);
    }

    /// <summary>Computes the output from the inputs.</summary>
    public Tensor RunOn(Tensor[] inputs, bool training, Seed dropout) => Node.Operator switch
    {
        Operator.Add => OperatorForward.Sum(inputs),
        Operator.Multiply => inputs[0] * inputs[1],
        Operator.Concat => cat(inputs, 1),
        Operator.Dropout d => training && d.Rate > 0 ? OperatorForward.Drop(inputs[0], d.Rate, dropout.Derive(Node.Path.Text)) : inputs[0],
        var op => OperatorForward.Apply(op, inputs[0], _weights, training, _inPlace),
    };

    /// <summary>Whether an activation may write over its input: nobody else reads it, and what made it needs it for no gradient.</summary>
    private static bool MayOverwrite(Architecture architecture, Dictionary<NodePath, int> readers, Node node) =>
        node.Operator is Operator.Activation && readers[node.Inputs[0]] == 1
        && architecture.Nodes.FirstOrDefault(made => made.Path == node.Inputs[0])?.Operator is Operator.Convolution or Operator.Linear or Operator.BatchNorm;
}
