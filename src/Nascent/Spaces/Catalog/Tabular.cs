using System.Globalization;
using Nascent.Spaces.Attributes;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>The default space for tables: <see cref="Mlp"/>, whose features may first become functions of themselves.</summary>
/// <remarks>Gorishniy et al. 2022, "On Embeddings for Numerical Features": linear functions with ReLU or periodic ones, section 3.3, of all features, categories included. See <c>docs/spaces/tabular.md</c>.</remarks>
public static class Tabular
{
    /// <summary>The space's name.</summary>
    public const string Name = "tabular";

    /// <summary>A table of more features is searched with <see cref="Mlp"/>, as the first layer would be most of a network.</summary>
    public const int MostFeatures = 200;

    /// <summary>Makes the space.</summary>
    public static SearchSpace Create() => SearchSpace.Table(
        Name, net => Mlp.Blocks(net.OneOf("features", Skip, FeatureEmbedding(size: 8), PeriodicEmbedding(size: 16, frequency: 0.4))),
        Like("periodic_embedding", Normalisation.None, 0.1, 128, 128),
        Like("skip", Normalisation.None, 0.1, 256, 256),
        Like("periodic_embedding", Normalisation.Batch, 0.2, 256, 256, 256),
        Like("feature_embedding", Normalisation.None, 0.1, 128, 128));

    private static string Like(string features, Normalisation norm, double dropout, params IEnumerable<int> widths) => string.Create(CultureInfo.InvariantCulture,
        $"features={features};norm={AttributeText.Of(norm)};activation=relu;regulariser.rate={dropout};depth={widths.Count()};{string.Join(';', widths.Select((width, i) => $"block[{i}].residual=false;block[{i}].linear.features={width}"))}");
}
