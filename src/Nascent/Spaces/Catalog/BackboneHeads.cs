using Nascent.Tasks;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>The default space behind a backbone: how much of it is kept, and a small network on its features.</summary>
/// <remarks>A linear layer on one place is among them, and on the last place it is the usual way (a linear probe). See <c>docs/backbone.md</c>.</remarks>
public static class BackboneHeads
{
    /// <summary>The space's name.</summary>
    public const string Name = "backbone-heads";

    /// <summary>Makes the space for the places of a backbone.</summary>
    public static SearchSpace Create(Preprocessing.Backbone backbone) => SearchSpace.Table(Name, net => net
        .OneOf("keep", [.. PlacesOf(backbone)])
        .Define("regulariser", Dropout(OneOf(0.0, 0.2, 0.5)))
        .Norm(OneOf(Normalisation.None, Normalisation.Batch))
        .Activation(OneOf(Relu, Gelu))
        .Use("regulariser", "input_dropout")
        .Repeat("depth", Between(0, 2), block => block
            .Linear(features: OneOf(32, 64, 128, 256))
            .Use("regulariser", "dropout"))
        .Classifier());

    /// <summary>A layer for each place, and where there are several one for all places together.</summary>
    private static IEnumerable<NamedBlock> PlacesOf(Preprocessing.Backbone backbone)
    {
        var first = 0;
        foreach (var (i, place) in backbone.Places.Index())
        {
            yield return Layer(first, place.Features, place, $"place{i + 1}");
            first += place.Features;
        }

        if (backbone.Places.Length > 1)
            yield return Layer(0, backbone.Features, backbone.Places[^1], "all");
    }

    internal static Block.BackboneFeatures Layer(int first, int features, BackbonePlace place, string name) =>
        BackboneFeatures(first, features, Bounded(place.Parameters), Bounded((place.MultiplyAdds + 999) / 1000), Bounded(place.PeakBytes), name);

    private static int Bounded(long cost) => (int)Math.Min(int.MaxValue, cost);
}
