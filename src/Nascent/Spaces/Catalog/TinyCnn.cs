using Nascent.Architectures.Operators;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>The default space: small convolutional networks for small images.</summary>
/// <remarks>
/// Every stage begins with max-pooling that halves the image, so that the costly high resolution is left to the narrow stem. All blocks are of one kind and widths rise from stage to stage (Radosavovic et al. 2020, RegNet),
/// which leaves few decisions that each matter. Widths are multiples of what a processor computes at once, and dense kernels are 3×3, which the transformed domain makes cheap; 5×5 ones are
/// depthwise. See <c>docs/spaces/tiny-cnn.md</c>.
/// </remarks>
public static class TinyCnn
{
    /// <summary>The space's name.</summary>
    public const string Name = "tiny-cnn";

    /// <summary>Makes the space.</summary>
    public static SearchSpace Create() => SearchSpace.Image(Name, net => net
        .Activation(OneOf(Relu, Gelu))
        .Define("block", Block(block => block
            .OneOf(
                "op",
                Conv(kernel: 3),
                Separable(kernel: OneOf(3, 5)),
                InvertedBottleneck(kernel: OneOf(3, 5), expand: OneOf(2, 4)))
            .Residual(Optional)))
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
