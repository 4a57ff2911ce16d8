using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Operators;

/// <summary>What an operator computes its output from.</summary>
/// <param name="Path">Where it stands in the network.</param>
/// <param name="Inputs">What it reads: (batch, channels, height, width) or (batch, features) each.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Training">Whether batch statistics and dropout are in force.</param>
/// <param name="Dropout">What dropout masks of this step follow from.</param>
internal readonly record struct OperatorCall(string Path, Tensor[] Inputs, OperatorWeights Weights, bool Training, DropoutKey Dropout)
{
    /// <summary>The first input, which is the only one of most operators.</summary>
    public Tensor X => Inputs[0];
}
