using System.Collections.Immutable;

namespace Nascent.Spaces;

/// <summary>Which blocks take a stride that waits.</summary>
/// <remarks>
/// The answer does not depend on a genotype: where only some options of a choice (or branches, or depths) take the stride themselves, the
/// choice as a whole takes it, and average pooling stands in where the taken option does not.
/// </remarks>
internal static class StrideRule
{
    public static bool Takes(Block block, ImmutableArray<NamedBlock> shared) => block switch
    {
        Block.Layer layer => layer.InheritsStride,
        Block.Chain chain => chain.Blocks.Any(part => Takes(part, shared)),
        Block.Settings settings => settings.Stride is null && Takes(settings.Body, shared),
        Block.Residual residual => Takes(residual.Body, shared),
        Block.Group group => Takes(group.Body, shared),
        Block.OneOf oneOf => oneOf.Options.Any(option => Takes(option.Block, shared)),
        Block.Repeat repeat => Takes(repeat.Body, shared),
        Block.Branches branches => branches.Parts.Any(part => Takes(part.Block, shared)),
        Block.Cell cell => cell.Operators.Any(option => Takes(option.Block, shared)),
        Block.Use use => Takes(shared.First(definition => definition.Name == use.Shared).Block, shared),
        _ => false,
    };
}
