namespace Nascent.Jobs.Specialising;

/// <summary>A network of a supernet that was scored with its share of the weights.</summary>
/// <param name="Genotype">The network.</param>
/// <param name="Score">Its score.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Macs">Its multiply-accumulates.</param>
public sealed record ScoredSubnet(string Genotype, double Score, long Parameters, long Macs);
