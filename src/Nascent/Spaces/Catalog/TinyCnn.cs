using Nascent.Architectures;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>The default space: small convolutional networks for small images.</summary>
/// <remarks>
/// Every stage begins with max-pooling that halves the image, so that the costly high resolution is left to the narrow stem. The blocks of a stage are alike (Tan et al. 2019, MnasNet's factorised space), which
/// leaves few decisions that each matter. Widths are multiples of what a processor computes at once, and dense kernels are 3×3, which the transformed domain makes cheap; 5×5 ones are
/// depthwise. See <c>docs/spaces/tiny-cnn.md</c>.
/// </remarks>
public static class TinyCnn
{
    /// <summary>The space's name.</summary>
    public const string Name = "tiny-cnn";

    /// <summary>Makes the space.</summary>
    public static SearchSpace Create() => SearchSpace.Image(Name, net => net
        .Activation(OneOf(Relu, Gelu))
        .Conv("stem", channels: OneOf(8, 16, 32), kernel: 3)
        .Stages("stage", count: 3, stage => stage
            .Width(OneOf(16, 32, 48, 64, 96, 128))
            .Pool(kind: PoolKind.Max, kernel: 2, stride: 2)
            .Repeat("depth", Between(1, 3), block => block
                .OneOf(
                    "op",
                    Conv(kernel: 3),
                    Separable(kernel: OneOf(3, 5)),
                    InvertedBottleneck(kernel: OneOf(3, 5), expand: OneOf(2, 4)))
                .Residual(Optional), tied: true))
        .GlobalPool().Classifier());
}
