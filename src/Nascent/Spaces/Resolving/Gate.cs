using Nascent.Genotypes;

namespace Nascent.Spaces.Resolving;

/// <summary>A number by which what a choice between blocks gives is multiplied.</summary>
/// <param name="Decision">The choice.</param>
/// <param name="Option">The option, where all of them stand side by side; null where it is the one that a genotype takes, or the choice as a whole.</param>
/// <param name="Into">Where the choice as a whole is one of several edges into a node of a cell: the node, by its path; else null.</param>
public sealed record Gate(DecisionPath Decision, string? Option, string? Into = null);
