using Nascent.Architectures;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Predictors;

/// <summary>The networks that a predictor is of.</summary>
/// <param name="Space">The search space.</param>
/// <param name="Signature">What goes into the networks and comes out; null where they are not resolved, as for the rows of a table.</param>
public sealed record PredictorDomain(SearchSpace Space, Signature? Signature = null)
{
    /// <summary>The network of a genotype.</summary>
    /// <exception cref="NascentException">The space has decisions alone, there is no signature, or the genotype is of another space.</exception>
    public Architecture Resolve(Genotype genotype) => Space.Resolve(genotype, Signature
        ?? throw new NascentException($"Search space '{Space.Name}': found no signature of its networks, expected one, since this predictor reads their graphs; choose one that reads genotypes."));
}
