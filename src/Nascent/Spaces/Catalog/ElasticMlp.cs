using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>Residual blocks of linear layers of which every size is open: a once-for-all network for tables.</summary>
/// <remarks>The blocks of the ResNet of Gorishniy et al. 2021, section 3.1, with open depth, width and width of a block's middle. See <c>docs/spaces/elastic.md</c>.</remarks>
public static class ElasticMlp
{
    /// <summary>The space's name.</summary>
    public const string Name = "elastic-mlp";

    /// <summary>Makes the space.</summary>
    public static SearchSpace Create() => SearchSpace.Table(Name, net => net
        .Activation(Relu)
        .Width(OneOf(32, 64, 128, 192))
        .Linear("stem")
        .Repeat("depth", Between(1, 4), block => block
            .Linear("expand", features: OneOf(32, 64, 128, 256))
            .Linear("project", activation: Linearly)
            .Residual())
        .Normalise("last_norm").Activate("last_act")
        .Classifier());
}
