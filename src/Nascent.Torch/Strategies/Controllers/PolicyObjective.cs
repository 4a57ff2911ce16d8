using static TorchSharp.torch;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>What an update makes as large as possible, beside the entropy.</summary>
/// <param name="Epochs">Gradient steps on each batch, at least 1.</param>
/// <param name="Of">The value of each trial (trials) from the logarithm of its probability now and when it was proposed, and its advantage, all (trials).</param>
internal sealed record PolicyObjective(int Epochs, Func<Tensor, Tensor, Tensor, Tensor> Of);
