using Nascent.Genotypes;

namespace Nascent.Torch.Sharing;

/// <summary>A path that is trained in a step.</summary>
/// <param name="Genotype">The path.</param>
/// <param name="Distilled">Whether it learns what the step's first path says, in place of the labels.</param>
public readonly record struct SharedPath(Genotype Genotype, bool Distilled);
