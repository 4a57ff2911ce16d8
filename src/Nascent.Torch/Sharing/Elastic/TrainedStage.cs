namespace Nascent.Torch.Sharing.Elastic;

/// <summary>What came of a stage.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Epochs">Passes over the data; in each of them the largest network saw the batches of the steps that it takes part in.</param>
/// <param name="Seconds">The time that it took.</param>
public sealed record TrainedStage(string Name, double Epochs, double Seconds);
