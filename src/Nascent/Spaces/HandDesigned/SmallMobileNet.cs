using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Spaces.HandDesigned;

/// <summary>A small network like MobileNet (Howard et al. 2017), for images: a stem and seven depthwise-separable convolutions.</summary>
/// <remarks>The widths of MobileNet at multiplier 0.5 and fewer layers, as images are small; those higher than 64 pixels are resized to 64.</remarks>
public static class SmallMobileNet
{
    /// <summary>The network's name.</summary>
    public const string Name = "mobilenet-small";

    private const int MostPixels = 64;

    private static readonly SearchSpace Small = SearchSpace.Image(Name, Body);

    private static readonly SearchSpace Resized = SearchSpace.Image(Name, net => Body(net.Resize(MostPixels)));

    /// <summary>Builds the network.</summary>
    /// <exception cref="NascentException">The data are not images.</exception>
    public static Architecture Build(Signature signature)
    {
        var shape = signature.Inputs[0].Type.Shape;
        return (shape.IsImage && shape.Size(Axis.Height) > MostPixels ? Resized : Small).Resolve(Genotype.Empty, signature);
    }

    private static BlockBuilder Body(BlockBuilder net) => net
        .Conv("stem", channels: 16, kernel: 3)
        .Separable("block1", channels: 32, stride: 2)
        .Separable("block2", channels: 32)
        .Separable("block3", channels: 64, stride: 2)
        .Separable("block4", channels: 64)
        .Separable("block5", channels: 128, stride: 2)
        .Separable("block6", channels: 128)
        .Separable("block7", channels: 128)
        .GlobalPool().Classifier();
}
