using System.Collections.Frozen;

namespace Nascent.Architectures.Rewriting;

/// <summary>A network without dead edges, identities and zeros, which computes the same function as the one it was made from.</summary>
/// <remarks>
/// Nodes that stay keep their paths. What is seen: nodes that no output needs; identities (also dropout at rate 0, a slice or pad to the same width,
/// a resize to the same size, a 1×1 pooling, sums and concatenations of one input); sums with a term that is zero; and zeros that pass through
/// operators without a bias. A batch normalisation of zeros is not zero (its shift is trained), so it stays.
/// </remarks>
/// <param name="Architecture">The simplified network.</param>
/// <param name="Weights">For each weight of the original that still matters, its name in the simplified network.</param>
public sealed record Simplification(Architecture Architecture, FrozenDictionary<string, string> Weights)
{
    /// <summary>Simplifies a network.</summary>
    public static Simplification Of(Architecture original)
    {
        var simplified = GraphOf(original);
        return new Simplification(simplified, simplified.Weights.ToFrozenDictionary(weight => weight.Name, weight => weight.Name));
    }

    /// <summary>The simplified network alone.</summary>
    internal static Architecture GraphOf(Architecture original) => new SimplifiedGraph(original).Run();
}
