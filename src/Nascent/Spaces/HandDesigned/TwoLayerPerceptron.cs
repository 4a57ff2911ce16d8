using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Spaces.HandDesigned;

/// <summary>A plain network for tables: two hidden layers of 128 with batch normalisation and ReLU.</summary>
public static class TwoLayerPerceptron
{
    /// <summary>The network's name.</summary>
    public const string Name = "mlp-2x128";

    private static readonly SearchSpace Network = SearchSpace.Table(Name, net => net
        .Linear("hidden1", features: 128)
        .Linear("hidden2", features: 128)
        .Classifier());

    /// <summary>Builds the network.</summary>
    /// <exception cref="NascentException">The data are no table.</exception>
    public static Architecture Build(Signature signature) => Network.Resolve(Genotype.Empty, signature);
}
