using System.Collections.Immutable;
using Nascent.Genotypes;

namespace Nascent.Spaces.Compiling;

/// <summary>What is around a block while decisions are found.</summary>
/// <param name="IsConditional">Whether some genotype leaves the block out.</param>
/// <param name="Shortcuts">The decisions about shortcuts around it, the innermost first.</param>
internal readonly record struct CompileContext(bool IsConditional, ImmutableStack<Decision> Shortcuts)
{
    /// <summary>Around the whole of a space.</summary>
    public static CompileContext Nothing => new(IsConditional: false, []);

    /// <summary>What a block needs that a shortcut can go around: the decisions about those.</summary>
    public IEnumerable<OpenTree> Needs => Shortcuts.Select(decision => new OpenTree.Needs(decision));
}
