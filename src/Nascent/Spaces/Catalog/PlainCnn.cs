using Nascent.Architectures.Operators;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary><see cref="TinyCnn"/> with 3×3 convolutions in all of its blocks.</summary>
/// <remarks>On a processor, networks of dense convolutions are trained for more epochs in the same time than those of depthwise ones, and are better after it. See <c>docs/spaces/plain-cnn.md</c>.</remarks>
public static class PlainCnn
{
    /// <summary>The space's name.</summary>
    public const string Name = "plain-cnn";

    /// <summary>Makes the space.</summary>
    public static SearchSpace Create() => SearchSpace.Image(Name, net => net
        .Activation(OneOf(Relu, Gelu))
        .Define("block", Block(block => block.Add(Conv(kernel: 3)).Residual(Optional)))
        .Conv("stem", channels: OneOf(8, 16, 32), kernel: 3)
        .Group("stage1", stage => Blocks(stage, OneOf(32, 48, 64), most: 2))
        .Group("stage2", stage => Blocks(stage, OneOf(48, 64, 96, 128), most: 3))
        .Group("stage3", stage => Blocks(stage, OneOf(64, 96, 128, 192), most: 3))
        .GlobalPool().Classifier());

    private static BlockBuilder Blocks(BlockBuilder stage, Choice<int> width, int most) => stage
        .Width(width)
        .Pool(kind: PoolKind.Max, kernel: 2, stride: 2)
        .Repeat("depth", Between(1, most), block => block.Use("block"));
}
