using Nascent.Genotypes;

namespace Nascent.Torch.Sharing;

/// <summary>A path that is trained in a step.</summary>
/// <param name="Genotype">The path.</param>
/// <param name="Taught">How much of what it learns is what the step's first path says, in place of the labels: 0 to 1.</param>
public readonly record struct SharedPath(Genotype Genotype, double Taught);
