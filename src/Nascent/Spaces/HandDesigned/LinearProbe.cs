using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Spaces.HandDesigned;

/// <summary>The usual way to use a backbone: one linear layer on what its last place gives (Alain and Bengio 2016).</summary>
public static class LinearProbe
{
    /// <summary>The network's name.</summary>
    public const string Name = "linear-probe";

    /// <summary>Builds the network.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="signature">What networks read and give.</param>
    public static Architecture Build(Preprocessing.Backbone backbone, Signature signature)
    {
        var last = backbone.Places[^1];
        var space = SearchSpace.Table(Name, net => net.Add(BackboneHeads.Layer(backbone.Features - last.Features, last.Features, last, "last")).Classifier());
        return space.Resolve(Genotype.Empty, signature);
    }
}
