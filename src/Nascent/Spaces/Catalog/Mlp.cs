using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>Fully connected networks for tables: the default space where there are many features.</summary>
/// <remarks>The choices that Gorishniy et al. 2021 tune for their MLP and ResNet. See <c>docs/spaces/mlp.md</c>.</remarks>
public static class Mlp
{
    /// <summary>The space's name.</summary>
    public const string Name = "mlp";

    /// <summary>Makes the space.</summary>
    public static SearchSpace Create() => SearchSpace.Table(Name, Blocks);

    /// <summary>Adds its blocks to what is there.</summary>
    internal static BlockBuilder Blocks(BlockBuilder net) => net
        .Define("regulariser", Dropout(OneOf(0.0, 0.1, 0.2, 0.4)))
        .Norm(OneOf(Normalisation.None, Normalisation.Batch, Normalisation.Layer))
        .Activation(OneOf(Relu, Silu, Gelu))
        .Repeat("depth", Between(1, 4), block => block
            .Linear(features: OneOf(16, 32, 64, 128, 256))
            .Use("regulariser", "dropout")
            .Residual(Optional))
        .Classifier();
}
