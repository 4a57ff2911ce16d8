namespace Nascent.Torch.Sharing.Elastic;

/// <summary>How far the training of a once-for-all network is.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Share">What is done of all stages, in the range [0, 1].</param>
/// <param name="Epochs">Passes over the data in this stage.</param>
/// <param name="Loss">The mean loss of the largest network since the last report.</param>
public sealed record ShrinkingProgress(string Stage, double Share, double Epochs, double Loss);
