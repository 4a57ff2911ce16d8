using System.Collections.Immutable;
using System.Numerics;
using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Spaces;

/// <summary>A description of networks in which some things are still open.</summary>
/// <remarks>Immutable and safe for use by several threads.</remarks>
public sealed class SearchSpace
{
    /// <summary>The space's name.</summary>
    public string Name => throw new NotSupportedException();

    /// <summary>The number of genotypes.</summary>
    public BigInteger Size => throw new NotSupportedException();

    /// <summary>Every decision that some genotype opens, in the space's order.</summary>
    public ImmutableArray<Decision> Decisions => throw new NotSupportedException();

    /// <summary>A genotype drawn uniformly over all genotypes.</summary>
    public Genotype Sample(Seed seed) => throw new NotSupportedException();

    /// <summary>All genotypes, in lexicographic order of their answers.</summary>
    public IEnumerable<Genotype> Enumerate() => throw new NotSupportedException();

    /// <summary>The genotypes that differ in one decision (decisions that it opens take their first answers or the parent's).</summary>
    public IEnumerable<Genotype> Neighbours(Genotype genotype) => throw new NotSupportedException();

    /// <summary>Another genotype that differs in one decision, drawn uniformly over the open decisions and then over their other options; newly opened decisions are drawn uniformly.</summary>
    public Genotype Mutate(Genotype genotype, Seed seed) => throw new NotSupportedException();

    /// <summary>A genotype that takes each decision from either parent.</summary>
    public Genotype Crossover(Genotype first, Genotype second, Seed seed) => throw new NotSupportedException();

    /// <summary>Checks a genotype.</summary>
    /// <exception cref="NascentException">It is not of this space; the message names the decision, what was found and what is allowed.</exception>
    public void Validate(Genotype genotype) => throw new NotSupportedException();

    /// <summary>A fixed-length vector: one element an option of each decision (zeros where closed).</summary>
    public ImmutableArray<double> Encode(Genotype genotype) => throw new NotSupportedException();

    /// <summary>The network that a genotype describes, for data of the given signature.</summary>
    /// <exception cref="NascentException">The genotype is not of this space, or its shapes do not fit; the message names the decision.</exception>
    public Architecture Resolve(Genotype genotype, Signature signature) => throw new NotSupportedException();
}
