using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>A network with values for its gates.</summary>
/// <param name="Path">The network.</param>
/// <param name="Values">A number for each gate.</param>
/// <param name="Learn">Changes the options' weights, given the gradient by each gate.</param>
internal sealed record OpenGates(SupernetPath Path, Tensor[] Values, Action<double[]> Learn);
