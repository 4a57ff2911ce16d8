using Nascent.Genotypes;

namespace Nascent.Spaces;

/// <summary>Which blocks give as many channels as they take, whatever the number, where no width is inherited.</summary>
internal static class ChannelRule
{
    /// <summary>Whether a block does.</summary>
    public static bool Keeps(Block block, SearchSpace space) => block switch
    {
        Block.Convolution convolution => convolution.Channels is null && !convolution.Groups.IsOpen && convolution.Groups.Options[0] == 1,
        Block.Separable separable => separable.Channels is null,
        Block.InvertedBottleneck bottleneck => bottleneck.Channels is null,
        Block.Linear or Block.GlobalPool or Block.Flatten or Block.Resize or Block.Classifier => false,
        Block.Layer => true,
        Block.Chain chain => chain.Blocks.Items.All(part => Keeps(part, space)),
        Block.Settings settings => settings.Width is null && Keeps(settings.Body, space),
        Block.Residual residual => Keeps(residual.Body, space),
        Block.Group group => Keeps(group.Body, space),
        Block.OneOf oneOf => oneOf.Options.Items.All(option => Keeps(option.Block, space)),
        Block.Repeat repeat => Keeps(repeat.Body, space),
        Block.Branches branches => branches.Merge == MergeKind.Add && branches.Parts.Items.All(part => Keeps(part.Block, space)),
        Block.Cell cell => cell.Output != CellOutput.Concat && cell.Operators.Items.All(option => Keeps(option.Block, space)),
        Block.Use use => Keeps(space.SharedBlock(use.Shared), space),
        _ => false,
    };
}
