using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>Stages of inverted bottlenecks: the space of mobile networks.</summary>
/// <remarks>
/// The choices of Cai et al. 2020 (once-for-all: kernel 3, 5, 7; expansion 3, 4, 6; depth as a prefix; resolution) with the stages, squeeze-and-excitation
/// and activations of Howard et al. 2019 (MobileNetV3-Small), at widths for small images. See <c>docs/spaces/mobile.md</c>.
/// </remarks>
public static class Mobile
{
    /// <summary>The space's name.</summary>
    public const string Name = "mobile";

    /// <summary>Makes the space.</summary>
    public static SearchSpace Create() => SearchSpace.Image(Name, net => net
        .Resize(OneOf(32, 48, 64, 96))
        .Conv("stem", channels: OneOf(8, 16, 24), kernel: 3, stride: 2, activation: HardSwish)
        .Group("stage1", stage => Bottlenecks(stage, OneOf(8, 16, 24), stride: 1, mostBlocks: 2, squeezeExcite: false))
        .Group("stage2", stage => Bottlenecks(stage, OneOf(16, 24, 32), stride: 2, mostBlocks: 3, squeezeExcite: false))
        .Group("stage3", stage => Bottlenecks(stage, OneOf(32, 40, 48), stride: 2, mostBlocks: 4, squeezeExcite: Optional))
        .Group("stage4", stage => Bottlenecks(stage, OneOf(64, 80, 96), stride: 2, mostBlocks: 4, squeezeExcite: Optional))
        .Conv("head", channels: OneOf(64, 128, 256), kernel: 1, activation: HardSwish)
        .GlobalPool()
        .Classifier(dropout: OneOf(0.0, 0.2)));

    private static BlockBuilder Bottlenecks(BlockBuilder stage, Choice<int> width, int stride, int mostBlocks, Choice<bool> squeezeExcite) => stage
        .Width(width).Stride(stride).Activation(OneOf(Relu, HardSwish))
        .Repeat("depth", Between(1, mostBlocks), block => block
            .InvertedBottleneck(kernel: OneOf(3, 5, 7), expand: OneOf(3, 4, 6), squeezeExcite: squeezeExcite)
            .Residual(true, ShortcutAlignment.WhenEqual));
}
