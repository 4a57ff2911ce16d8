using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>A network from left to right: a bar a layer, as high as its image, with an arc for every connection that skips layers.</summary>
public static class NetworkDrawing
{
    private const double Wide = 760, Base = 166, MaxBar = 104, Edge = 6;

    // Labels lean to the left below their bars: degrees from the horizontal, and the mean width of a letter in sizes of the font.
    private const double Lean = 58, Letter = 0.56;

    /// <summary>The kinds that have a colour of their own, with what they are called.</summary>
    public static readonly ImmutableArray<(string Style, string Name)> Kinds =
        [("op-conv", "convolution"), ("op-depthwise", "depthwise"), ("op-pool", "pooling, resize"), ("op-merge", "add, concat, multiply"), ("op-linear", "linear"), ("op-other", "other")];

    /// <summary>The picture, or null where there are no layers.</summary>
    public static string? Draw(ImmutableArray<LayerRow> layers)
    {
        if (layers.IsEmpty)
            return null;
        var small = (Wide - 40) / layers.Length < 17;
        var labels = layers.Select(layer => $"{layer.Operator.Split(" · ")[0]}  {layer.Shape}").ToArray();
        var lengths = labels.Select(label => label.Length * Letter * (small ? 8.5 : 11)).ToArray();
        var (left, step) = Place(lengths);
        var largest = layers.Max(layer => Side(layer.Shape));
        var svg = new Svg(Wide, Base + 12 + Edge + (lengths.Max() * Math.Sin(Lean * Math.PI / 180)), "The network, layer by layer");
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
            svg.Text(Middle(i) + 3, Base + 12, labels[i], small ? "layer-label small" : "layer-label", "end", rotation: -Lean);
        }

        return svg.ToString();
    }

    /// <summary>Where the first bar begins and how far bars are apart, so that no label reaches beyond the left edge.</summary>
    private static (double Left, double Step) Place(double[] lengths)
    {
        var left = 20.0;
        for (var pass = 0; pass < 8; pass++)
        {
            var step = StepFrom(left);
            var reach = lengths.Select((length, i) => (length * Math.Cos(Lean * Math.PI / 180)) - ((i + 0.5) * step)).Max();
            left = Math.Max(left, reach + Edge);
        }

        var used = StepFrom(left) * lengths.Length;
        return (Math.Max(left, (Wide - used) / 2), StepFrom(left));

        double StepFrom(double begin) => Math.Min(46, (Wide - begin - 20) / lengths.Length);
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
