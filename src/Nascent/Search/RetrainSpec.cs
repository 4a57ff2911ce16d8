namespace Nascent.Search;

/// <summary>How the best candidates are trained in full.</summary>
/// <param name="Candidates">How many, at least 1.</param>
/// <param name="Seeds">How often each, at least 1.</param>
/// <param name="Epochs">Passes over the training data, or null to fit the run's time.</param>
public sealed record RetrainSpec(int Candidates, int Seeds, int? Epochs);
