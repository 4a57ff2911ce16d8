using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Tasks;

namespace Nascent.Onnx.Backbones;

/// <summary>Chooses the places of a backbone that features are taken from.</summary>
/// <remarks>
/// Of the values that the network can be cut at: the last of each height, and of the smallest height above one pixel two more, at a third and two thirds of its work. A vector behind them that has
/// another number of features counts too, the network's own outputs do not. At most <see cref="Most"/>, the last.
/// </remarks>
internal static class BackbonePlaces
{
    /// <summary>The most places.</summary>
    public const int Most = 6;

    private const int FewestFeatures = 8;
    private const int MostFeatures = 8192;

    /// <summary>The places of a backbone for some images.</summary>
    /// <returns>Each place, its shape without the batch, and whether its channels are last.</returns>
    /// <exception cref="NascentException">There is none.</exception>
    public static ImmutableArray<(BackbonePlace Place, long[] Shape, bool IsChannelsLast)> Of(BackboneFile file, Preprocessing.Image image, int side, BackboneScale scale, SampleValues.Pixels example)
    {
        var graph = file.Model.Graph;
        var outputs = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<(string Value, int Node)> cuts = [.. BackboneCuts.Of(graph, file.Input.Name).Where(cut => !outputs.Contains(cut.Value) && graph.Node[cut.Node].OpType is not ("Cast" or "Sub" or "Div"))];
        if (cuts.IsEmpty)
            throw new NascentException($"{file.Source}: found no value that the whole network passes through before its outputs, expected a network for classification.");
        var shapes = BackboneShapes.Measure(file, image, side, scale, [.. cuts.Select(cut => cut.Value)], example);
        var all = cuts.Select(cut => Described(shapes, cut, file.Input.Height ?? side)).OfType<(BackbonePlace Place, long[] Shape, bool IsChannelsLast)>().ToArray();
        var chosen = Chosen(all);
        return chosen.Length > 0 ? [.. chosen[^Math.Min(Most, chosen.Length)..]]
            : throw new NascentException($"{file.Source}: found no place with {FewestFeatures} to {MostFeatures:N0} features before its outputs, expected a network for classification.");
    }

    private static (BackbonePlace Place, long[] Shape, bool IsChannelsLast)? Described(BackboneShapes shapes, (string Value, int Node) cut, int side)
    {
        var shape = shapes.Of(cut.Value)!;
        var isLast = shape is [var height, var width, var depth] && height == width && width != depth;
        long? features = shape switch { [var channels, _, _] => isLast ? shape[2] : channels, [_, var channels] => channels, [var channels] => channels, _ => null };
        var rows = shape switch { [var channels, var down, _] => isLast ? channels : down, [var tokens, _] => tokens, _ => 1 };
        if (features is null or < FewestFeatures or > MostFeatures || rows > side / 2 && shape.Length == 3)
            return null;
        var (parameters, macs, peak) = shapes.CostUpTo(cut.Value);
        return (new BackbonePlace(cut.Value, (int)features.Value, (int)rows, parameters, macs, peak), shape, isLast);
    }

    private static (BackbonePlace Place, long[] Shape, bool IsChannelsLast)[] Chosen((BackbonePlace Place, long[] Shape, bool IsChannelsLast)[] all)
    {
        var chosen = new List<(BackbonePlace Place, long[] Shape, bool IsChannelsLast)>();
        var images = all.Where(one => one.Place.Side > 1).ToArray();
        var smallest = images.Length > 0 ? images.Min(one => one.Place.Side) : 0;
        foreach (var group in images.GroupBy(one => one.Place.Side).OrderByDescending(group => group.Key))
        {
            var last = group.Last();
            if (group.Key == smallest)
                foreach (var third in (double[])[1 / 3.0, 2 / 3.0])
                {
                    var work = group.First().Place.MultiplyAdds + (third * (last.Place.MultiplyAdds - group.First().Place.MultiplyAdds));
                    var between = group.MinBy(one => Math.Abs(one.Place.MultiplyAdds - work));
                    if (between.Place.MultiplyAdds < last.Place.MultiplyAdds && !chosen.Any(one => one.Place.MultiplyAdds == between.Place.MultiplyAdds))
                        chosen.Add(between);
                }

            chosen.Add(last);
        }

        if (all.LastOrDefault(one => one.Place.Side == 1) is { Place: { } vector } found && (chosen.Count == 0 || vector.Features != chosen[^1].Place.Features))
            chosen.Add(found);
        return [.. chosen];
    }
}
