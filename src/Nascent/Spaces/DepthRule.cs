using System.Collections.Immutable;
using Nascent.Genotypes;

namespace Nascent.Spaces;

/// <summary>Which repetitions a shallower copy may have fewer of: those of blocks that follow one another, and not those of stages.</summary>
/// <remarks>A stage repeats something itself, or strides: without it the copy would be another kind of network.</remarks>
internal static class DepthRule
{
    /// <summary>Whether a repetition holds neither another one nor a stride.</summary>
    public static bool MayBeShallower(Block.Repeat repeat, SearchSpace space) => !HoldsStage(repeat.Body, space);

    private static bool HoldsStage(Block block, SearchSpace space) => block switch
    {
        Block.Repeat => true,
        Block.Layer layer => Strides(layer.Attributes),
        Block.Settings settings => Strides(settings.Attributes) || HoldsStage(settings.Body, space),
        Block.Chain chain => chain.Blocks.Any(part => HoldsStage(part, space)),
        Block.Residual residual => HoldsStage(residual.Body, space),
        Block.Group group => HoldsStage(group.Body, space),
        Block.OneOf oneOf => oneOf.Options.Any(option => HoldsStage(option.Block, space)),
        Block.Branches branches => branches.Parts.Any(part => HoldsStage(part.Block, space)),
        Block.Cell cell => cell.Operators.Any(option => HoldsStage(option.Block, space)),
        Block.Use use => HoldsStage(space.SharedBlock(use.Shared), space),
        _ => false,
    };

    private static bool Strides(ImmutableArray<BlockAttribute> attributes) =>
        attributes.Any(attribute => attribute is { Name: "stride", Value: Choice<int> stride } && stride.Options.Any(step => step > 1));
}
