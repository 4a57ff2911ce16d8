using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>Stages of residual blocks of which every size is open: a once-for-all network of dense convolutions.</summary>
/// <remarks>The basic block of He et al. 2016, with what Cai et al. 2020 open in their networks like ResNet: depth, width and the width of a block's middle, and the resolution. See <c>docs/spaces/elastic.md</c>.</remarks>
public static class ElasticResNet
{
    /// <summary>The space's name.</summary>
    public const string Name = "elastic-resnet";

    /// <summary>Makes the space.</summary>
    public static SearchSpace Create() => SearchSpace.Image(Name, net => net
        .Scale(OneOf(72, 86, 100))
        .Activation(Relu)
        .Conv("stem", channels: 16, kernel: 3)
        .Group("stage1", stage => Blocks(stage, OneOf(16, 24, 32), OneOf(16, 32, 48)))
        .Group("stage2", stage => Blocks(stage, OneOf(32, 48, 64), OneOf(32, 64, 96)))
        .Group("stage3", stage => Blocks(stage, OneOf(64, 96, 128), OneOf(64, 128, 192)))
        .GlobalPool()
        .Classifier());

    private static BlockBuilder Blocks(BlockBuilder stage, Choice<int> width, Choice<int> middle) => stage
        .Width(width).Stride(2)
        .Repeat("depth", Between(1, 3), block => block
            .Group("branch", branch => branch
                .Conv("conv1", channels: middle, kernel: 3)
                .Conv("conv2", kernel: 3, stride: 1, activation: Linearly)
                .Residual())
            .Activate());
}
