using Nascent.Spaces;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Testing.Search;

/// <summary>Spaces that resolve in microseconds, for tests of what stands above spaces.</summary>
public static class SmallSpaces
{
    /// <summary>Three layers of six widths and an activation each: 5,832 genotypes.</summary>
    public static SearchSpace Layers { get; } = SearchSpace.Table("layers", net => net
        .Linear("a", OneOf(4, 8, 12, 16, 24, 32), activation: OneOf(Relu, Gelu, Silu))
        .Linear("b", OneOf(4, 8, 12, 16, 24, 32), activation: OneOf(Relu, Gelu, Silu))
        .Linear("c", OneOf(4, 8, 12, 16, 24, 32), activation: OneOf(Relu, Gelu, Silu))
        .Classifier());

    /// <summary>Six genotypes.</summary>
    public static SearchSpace Six { get; } = SearchSpace.Table("six", net => net.Linear("a", OneOf(4, 8)).Linear("b", OneOf(4, 8, 12)).Classifier());

    /// <summary>One genotype.</summary>
    public static SearchSpace One { get; } = SearchSpace.Table("one", net => net.Linear("a", 4).Classifier());
}
