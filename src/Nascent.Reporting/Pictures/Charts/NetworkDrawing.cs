using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>
/// A network from left to right, one block per layer: as high as its feature map and as wide as its channels, with its stage above, its share of parameters and MACs below, and an arc for every connection that skips layers.
/// </summary>
public static class NetworkDrawing
{
    private const double Wide = 760, Left = 88, Right = 24, StageLine = 16, MaxBlock = 104, Bar = 18, Edge = 6;

    // The mean width of a letter in sizes of the font, and the lean of labels that have no room to lie: degrees from the horizontal.
    private const double Letter = 0.56, Lean = 58;

    /// <summary>The kinds of layers that a network has, with their style and what they are called.</summary>
    public static ImmutableArray<(string Style, string Name)> KindsOf(ImmutableArray<LayerRow> layers) => [.. Kinds.Where(kind => layers.Any(layer => StyleOf(layer) == kind.Style))];

    private static readonly ImmutableArray<(string Style, string Name)> Kinds =
        [("op-conv", "convolution"), ("op-depthwise", "depthwise"), ("op-pool", "pooling, resize"), ("op-merge", "add, concat, multiply"), ("op-linear", "linear"), ("op-other", "other")];

    /// <summary>The picture, or null where there are no layers.</summary>
    public static string? Draw(ImmutableArray<LayerRow> layers)
    {
        if (layers.IsEmpty)
            return null;
        var step = Math.Min(58, (Wide - Left - Right) / layers.Length);
        var labels = layers.Select(LabelOf).ToArray();
        var lies = labels.All(label => Math.Max(label.Operator.Length, label.Size.Length) * Letter * 10 < step);
        var longest = labels.Max(label => (label.Operator.Length + label.Size.Length + 1) * Letter * (step < 14 ? 8.5 : 10));
        var ground = layers.Where((layer, i) => layer.Inputs.Any(from => from != i - 1)).Any() ? 190.0 : 136;
        var bars = ground + 10 + (2 * (Bar + 6));
        var svg = new Svg(Wide, bars + Edge + (lies ? 30 : 8 + (longest * Math.Sin(Lean * Math.PI / 180))), "The network, layer by layer");
        var (side, width) = (layers.Max(layer => Side(layer.Shape)), layers.Max(layer => Channels(layer.Shape)));
        var tops = layers.Select(layer => ground - Math.Max(8, MaxBlock * Math.Sqrt(Side(layer.Shape) / side))).ToArray();
        double Middle(int index) => Left + ((index + 0.5) * step);
        Stages(svg, layers, step);
        svg.Line(Left - 8, ground + 0.5, Left + (layers.Length * step) + 8, ground + 0.5, "axis");
        svg.Text(Left - 14, ground - 6, "input →", "tick", "end");
        svg.Text(Left + (layers.Length * step) + 4, ground - 6, "→", "tick");
        Shares(svg, "parameters", ground + 10, layers, layer => layer.Parameters, step);
        Shares(svg, "MACs", ground + 10 + Bar + 6, layers, layer => layer.Macs, step);
        for (var i = 0; i < layers.Length; i++)
            foreach (var from in layers[i].Inputs)
                Connect(svg, from, i, Middle, tops, ground, layers);
        for (var i = 0; i < layers.Length; i++)
        {
            var (layer, wide) = (layers[i], step * (0.16 + (0.7 * Math.Sqrt(Channels(layers[i].Shape) / width))));
            svg.Rectangle(
                Middle(i) - (wide / 2), tops[i], wide, ground - tops[i], $"layer {StyleOf(layer)}", corner: 2,
                tooltip: $"{layer.Path}: {layer.Operator}, {layer.Shape}, {Figures.Count(layer.Parameters)} parameters, {Figures.Count(layer.Macs)} MACs");
            if (lies)
            {
                svg.Text(Middle(i), bars + 10, labels[i].Operator, "layer-label", "middle");
                svg.Text(Middle(i), bars + 23, labels[i].Size, "layer-label soft", "middle");
            }
            else
            {
                svg.Text(Middle(i) + 3, bars + 8, $"{labels[i].Operator} {labels[i].Size}", step < 14 ? "layer-label small" : "layer-label", "end", rotation: -Lean);
            }
        }

        return svg.ToString();
    }

    /// <summary>A bracket over each run of layers of one stage, with its name where that fits.</summary>
    private static void Stages(Svg svg, ImmutableArray<LayerRow> layers, double step)
    {
        for (var (first, next) = (0, 0); first < layers.Length; first = next)
        {
            var name = StageOf(layers[first]);
            while (next < layers.Length && StageOf(layers[next]) == name)
                next++;
            svg.Line(Left + (first * step) + 3, StageLine, Left + (next * step) - 3, StageLine, "bracket");
            if (name.Length * Letter * 11 < (next - first) * step)
                svg.Text(Left + ((first + next) / 2.0 * step), StageLine - 5, name, "tick", "middle");
        }
    }

    /// <summary>A row of bars that says where parameters or MACs are.</summary>
    private static void Shares(Svg svg, string name, double top, ImmutableArray<LayerRow> layers, Func<LayerRow, double> value, double step)
    {
        var largest = layers.Max(value);
        svg.Text(Left - 14, top + Bar - 3, name, "tick", "end");
        svg.Line(Left, top + Bar, Left + (layers.Length * step), top + Bar, "axis");
        for (var i = 0; i < layers.Length; i++)
            if (largest > 0 && Bar * value(layers[i]) / largest is >= 0.5 and var high)
                svg.Rectangle(Left + ((i + 0.2) * step), top + Bar - high, step * 0.6, high, "share", tooltip: $"{layers[i].Path}: {Figures.Count(value(layers[i]))} {name}, {100 * value(layers[i]) / layers.Sum(value):0.#} % of all");
    }

    private static void Connect(Svg svg, int from, int to, Func<int, double> middle, double[] tops, double ground, ImmutableArray<LayerRow> layers)
    {
        var x1 = from < 0 ? Left - 6 : middle(from);
        if (from == to - 1)
        {
            svg.Line(x1, ground - 4, middle(to), ground - 4, "wire");
            return;
        }

        var start = from < 0 ? ground - MaxBlock : tops[from];
        var between = tops.Skip(Math.Max(0, from)).Take(to - Math.Max(0, from) + 1).Min();
        var peak = between - 14 - Math.Min(46, 7.0 * (to - from));
        svg.Curve($"M{x1:F1},{start:F1} C{x1:F1},{peak:F1} {middle(to):F1},{peak:F1} {middle(to):F1},{tops[to]:F1}", layers[to].Main is Operator.Add or Operator.Concat or Operator.Multiply ? "wire skip" : "wire branch");
    }

    private static string StageOf(LayerRow layer) => layer.Path.Split('.')[0];

    private static double Side(TensorShape shape) => shape.IsImage ? shape.Size(Axis.Height) : 1;

    private static double Channels(TensorShape shape) => shape.Width;

    /// <summary>What a layer does and how many channels it gives, in as few letters as can be.</summary>
    private static (string Operator, string Size) LabelOf(LayerRow layer)
    {
        var name = layer.Operator.Split(" · ")[0];
        return (layer.Main switch
        {
            Operator.Convolution => name.Replace("depthwise conv", "dw", StringComparison.Ordinal).Replace("conv ", "", StringComparison.Ordinal),
            Operator.Pool pool => $"{(pool.Kind == PoolKind.Max ? "max" : "avg")} {(pool.Stride > 1 ? $"/{pool.Stride}" : $"{pool.Kernel}×{pool.Kernel}")}",
            Operator.GlobalPool => "global",
            Operator.Linear => "linear",
            _ => name,
        }, Channels(layer.Shape).ToString("0", System.Globalization.CultureInfo.InvariantCulture));
    }

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
