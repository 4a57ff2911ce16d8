namespace Nascent.Jobs.Retraining;

/// <summary>How much is trained in full.</summary>
/// <param name="Candidates">Found candidates.</param>
/// <param name="Seeds">How often each of them is trained.</param>
/// <param name="BaselineSeeds">How often each baseline is.</param>
internal readonly record struct RetrainChoice(int Candidates, int Seeds, int BaselineSeeds);
