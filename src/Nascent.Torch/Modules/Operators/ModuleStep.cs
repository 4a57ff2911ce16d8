using Nascent.Architectures;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Operators;

/// <summary>One operator of a network, ready to run: where its inputs and output stand, and its weights.</summary>
/// <param name="node">The operator and its place in the network.</param>
/// <param name="inputs">Where the inputs stand.</param>
/// <param name="output">Where the output goes.</param>
/// <param name="weights">The operator's weights.</param>
internal sealed class ModuleStep(Node node, int[] inputs, int output, OperatorWeights weights)
{
    private readonly TorchOperator _operator = TorchOperator.Of(node.Operator);

    /// <summary>The operator and its place in the network.</summary>
    public Node Node { get; } = node;

    /// <summary>Where the inputs stand.</summary>
    public int[] Inputs { get; } = inputs;

    /// <summary>Where the output goes.</summary>
    public int Output { get; } = output;

    /// <summary>The operator's weights.</summary>
    public OperatorWeights Weights { get; } = weights;

    /// <summary>Whether the operator has weights.</summary>
    public bool HasWeights => Weights.Weight is not null;

    /// <summary>What the operator does to a positive signal.</summary>
    public Conduction Conduction => _operator.Conduction;

    /// <summary>This step reading its inputs elsewhere.</summary>
    public ModuleStep At(int[] inputs) => new(Node, inputs, Output, Weights);

    /// <summary>Computes the output.</summary>
    /// <param name="inputs">What stands at <see cref="Inputs"/>.</param>
    /// <param name="training">Whether batch statistics and dropout are in force.</param>
    /// <param name="dropout">The key of dropout masks in this step.</param>
    /// <param name="weights">Other weights than its own.</param>
    public Tensor Run(Tensor[] inputs, bool training, DropoutKey dropout = default, OperatorWeights? weights = null) =>
        _operator.Forward(new(Node.Path.Text, inputs, weights ?? Weights, training, dropout));
}
