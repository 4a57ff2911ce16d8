using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Predictors;

/// <summary>The networks that a predictor is of.</summary>
/// <param name="Space">Their decisions.</param>
/// <param name="ArchitectureOf">The network of a genotype; null where there is none, as for the rows of a table.</param>
public sealed record PredictorDomain(DecisionSpace Space, Func<Genotype, Architecture>? ArchitectureOf = null)
{
    /// <summary>The networks of a search space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="signature">What goes into the networks and comes out.</param>
    public static PredictorDomain Of(SearchSpace space, Signature signature) => new(space.Genotypes, genotype => space.Resolve(genotype, signature));

    /// <summary>The network of a genotype.</summary>
    /// <exception cref="NascentException">There are no networks, or the genotype is of another space.</exception>
    public Architecture Resolve(Genotype genotype) => ArchitectureOf is { } resolve ? resolve(genotype)
        : throw new NascentException($"Search space '{Space.Name}': found decisions alone, expected networks, since this predictor reads their graphs; choose one that reads genotypes.");
}
