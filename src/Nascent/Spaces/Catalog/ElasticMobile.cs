using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>Stages of inverted bottlenecks of which every size is open: the space of a once-for-all network for images.</summary>
/// <remarks>
/// Cai et al. 2020: depth as a prefix, expansion and kernel (3, 5, 7) are open, in stages like those of Howard et al. 2019 (MobileNetV3); width is open by stage in place of one multiplier for all. All other
/// things, such as activations, are fixed, since weights are shared well between sizes and badly between kinds. Expansions are 2 to 4 in place of 3 to 6, and a stem
/// at full resolution is followed by a depthwise stride, as images are small. The resolution is open for larger images alone: small ones lose more by it than they gain. See <c>docs/spaces/elastic.md</c>.
/// </remarks>
public static class ElasticMobile
{
    /// <summary>The name of the space for images of 24 to 56 pixels.</summary>
    public const string Name = "elastic-mobile";

    /// <summary>The name of the space for images of 64 to 224 pixels.</summary>
    public const string LargeName = "elastic-mobile-large";

    /// <summary>Makes the space for small images.</summary>
    public static SearchSpace Create() => SearchSpace.Image(Name, net => Ended(
        Begun(net, stride: 1)
            .Group("stage1", stage => Bottlenecks(stage, OneOf(16, 24, 32), stride: 1, squeezeExcite: false))
            .Group("stage2", stage => Bottlenecks(stage, OneOf(32, 40, 48), stride: 2, squeezeExcite: true))
            .Group("stage3", stage => Bottlenecks(stage, OneOf(48, 64, 80), stride: 2, squeezeExcite: true)),
        OneOf(96, 144, 192)));

    /// <summary>Makes the space for larger images, which are halved twice more.</summary>
    public static SearchSpace CreateLarge() => SearchSpace.Image(LargeName, net => Ended(
        Begun(net.Scale(OneOf(72, 86, 100)), stride: 2)
            .Group("stage1", stage => Bottlenecks(stage, OneOf(16, 24, 32), stride: 2, squeezeExcite: false))
            .Group("stage2", stage => Bottlenecks(stage, OneOf(32, 40, 48), stride: 2, squeezeExcite: true))
            .Group("stage3", stage => Bottlenecks(stage, OneOf(48, 64, 80), stride: 1, squeezeExcite: true))
            .Group("stage4", stage => Bottlenecks(stage, OneOf(80, 112, 144), stride: 2, squeezeExcite: true)),
        OneOf(192, 288, 384)));

    private static BlockBuilder Begun(BlockBuilder net, int stride) => net
        .Activation(HardSwish)
        .Conv("stem", channels: 16, kernel: 3, stride: stride)
        .InvertedBottleneck("first", channels: 16, kernel: 3, stride: 2, expand: 1);

    private static BlockBuilder Bottlenecks(BlockBuilder stage, Choice<int> width, int stride, bool squeezeExcite) => stage
        .Width(width).Stride(stride)
        .Repeat("depth", Between(1, 3), block => block
            .InvertedBottleneck(kernel: OneOf(3, 5, 7), expand: OneOf(2, 3, 4), squeezeExcite: squeezeExcite)
            .Residual(true, ShortcutAlignment.WhenEqual));

    private static BlockBuilder Ended(BlockBuilder net, Choice<int> head) => net
        .Conv("head", channels: head, kernel: 1)
        .GlobalPool()
        .Classifier();
}
