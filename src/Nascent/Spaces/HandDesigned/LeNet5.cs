using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Spaces.HandDesigned;

/// <summary>A network like LeNet-5 (LeCun et al. 1998), for images: two convolutions and three linear layers.</summary>
/// <remarks>
/// Deviations: ReLU in place of tanh, maximum in place of trained average pooling, full connections between feature maps, and batch normalisation
/// after each layer but the last, without which it does not stand the recipes of today's networks. Images other than 28×28 are resized to 28×28.
/// </remarks>
public static class LeNet5
{
    /// <summary>The network's name.</summary>
    public const string Name = "lenet-5";

    private const int Side = 28;

    private static readonly SearchSpace Network = SearchSpace.Image(Name, net => net
        .Resize(Side)
        .Conv("conv1", channels: 6, kernel: 5)
        .Pool("pool1", kernel: 2, stride: 2)
        .Add(new Block.Convolution("conv2") { Channels = 16, Kernel = 5, Padding = 0 })
        .Pool("pool2", kernel: 2, stride: 2)
        .Flatten()
        .Linear("fc1", features: 120)
        .Linear("fc2", features: 84)
        .Classifier());

    /// <summary>Builds the network.</summary>
    /// <exception cref="NascentException">The data are not images.</exception>
    public static Architecture Build(Signature signature) => Network.Resolve(Genotype.Empty, signature);
}
