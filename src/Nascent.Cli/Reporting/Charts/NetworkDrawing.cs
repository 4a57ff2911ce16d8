using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Cli.Outcome;

namespace Nascent.Cli.Reporting.Charts;

/// <summary>A network from left to right: a bar a layer, as high as its image, with an arc for every connection that skips layers.</summary>
internal static class NetworkDrawing
{
    private const double Wide = 760, Base = 196, MaxBar = 104, Bottom = 150;

    /// <summary>The kinds that have a colour of their own, with what they are called.</summary>
    public static readonly ImmutableArray<(string Style, string Name)> Kinds =
        [("op-conv", "convolution"), ("op-depthwise", "depthwise"), ("op-pool", "pooling, resize"), ("op-merge", "add, concat, multiply"), ("op-linear", "linear"), ("op-other", "other")];

    /// <summary>The picture, or null where there are no layers.</summary>
    public static string? Draw(ImmutableArray<LayerRow> layers)
    {
        if (layers.IsEmpty)
            return null;
        var step = Math.Min(46, (Wide - 40) / layers.Length);
        var left = Math.Max(20, (Wide - (step * layers.Length)) / 2);
        var largest = layers.Max(layer => Side(layer.Shape));
        var svg = new Svg(Wide, Base + Bottom, "The network, layer by layer");
        var tops = layers.Select(layer => Base - Math.Max(8, MaxBar * Math.Sqrt(Side(layer.Shape) / largest))).ToArray();
        double Middle(int index) => left + ((index + 0.5) * step);
        svg.Line(left - 8, Base + 0.5, left + (layers.Length * step) + 8, Base + 0.5, "axis");
        for (var i = 0; i < layers.Length; i++)
            foreach (var from in layers[i].Inputs)
                Connect(svg, from, i, Middle, tops, left, layers);
        for (var i = 0; i < layers.Length; i++)
        {
            var layer = layers[i];
            svg.Rectangle(
                Middle(i) - (step * 0.32), tops[i], step * 0.64, Base - tops[i], $"layer {StyleOf(layer)}", corner: 2,
                tooltip: $"{layer.Path}: {layer.Operator}, {layer.Shape}, {Figures.Count(layer.Parameters)} parameters, {Figures.Count(layer.Macs)} MACs");
            var text = layer.Operator.Split(" · ")[0];
            svg.Text(Middle(i) + 3, Base + 12, $"{text}  {layer.Shape}", step < 17 ? "layer-label small" : "layer-label", "end", rotation: -58);
        }

        return svg.ToString();
    }

    private static void Connect(Svg svg, int from, int to, Func<int, double> middle, double[] tops, double left, ImmutableArray<LayerRow> layers)
    {
        var x1 = from < 0 ? left - 6 : middle(from);
        if (from == to - 1)
        {
            svg.Line(x1, Base - 4, middle(to), Base - 4, "wire");
            return;
        }

        var start = from < 0 ? Base - MaxBar : tops[from];
        var between = tops.Skip(Math.Max(0, from)).Take(to - Math.Max(0, from) + 1).Min();
        var peak = between - 14 - Math.Min(46, 7.0 * (to - from));
        svg.Curve($"M{x1:F1},{start:F1} C{x1:F1},{peak:F1} {middle(to):F1},{peak:F1} {middle(to):F1},{tops[to]:F1}", layers[to].Main is Operator.Add or Operator.Concat or Operator.Multiply ? "wire skip" : "wire branch");
    }

    private static double Side(TensorShape shape) => shape.IsImage ? shape.Size(Axis.Height) : 1;

    private static string StyleOf(LayerRow layer) => layer.Main switch
    {
        Operator.Convolution when layer.Operator.StartsWith("depthwise", StringComparison.Ordinal) => "op-depthwise",
        Operator.Convolution => "op-conv",
        Operator.Pool or Operator.GlobalPool or Operator.Resize => "op-pool",
        Operator.Add or Operator.Concat or Operator.Multiply => "op-merge",
        Operator.Linear => "op-linear",
        _ => "op-other",
    };
}
