using System.Collections.Immutable;
using Nascent.Architectures.Operators;

namespace Nascent.Architectures.Rewriting;

/// <summary>A copy of a network with fewer channels, which a search trains in its place where that is cheaper, or with more.</summary>
/// <remarks>
/// Every number of channels or features that an operator chooses is scaled, but for those that reach an output, whose width is the task's. All else follows from the graph: a depthwise
/// convolution has as many groups as its input has channels; a grouped one keeps the most of its groups that divide both its widths. Where two widths that were equal no longer
/// are, such as a rounded sum of parts beside a rounded whole, the narrower is padded with zeros, or the wider cut. Paths of nodes stay.
/// </remarks>
public static class WidthCopy
{
    private const int MostShare = 100, Multiple = 8;

    /// <summary>The copy; the network itself where the share is 1.</summary>
    /// <param name="original">The network.</param>
    /// <param name="share">The share of the channels, above 0 and at most 100. Up to 1, widths are rounded, and at least 1. Above 1, those of at least 8 become multiples of 8, the nearest that is no more than a tenth too low (Tan and Le 2019).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
    public static Architecture Of(Architecture original, double share)
    {
        if (share is not (> 0 and <= MostShare))
            throw new ArgumentOutOfRangeException(nameof(share), share, $"Expected a share above 0 and at most {MostShare}.");
        return share == 1 ? original : new Copying(original, share).Run();
    }

    private sealed class Copying(Architecture original, double share)
    {
        private readonly ArchitectureBuilder _copy = new(original.Name);
        private readonly HashSet<NodePath> _kept = WidthsOfOutputs(original);

        public Architecture Run()
        {
            foreach (var input in original.Inputs)
                _copy.Input(input.Name, input.Type);
            foreach (var node in original.Nodes)
                _copy.Add(node.Path, Narrowed(node), Aligned(node));
            foreach (var output in original.Outputs)
                _copy.Output(output.Name, output.Node);
            return _copy.Build();
        }

        private Operator Narrowed(Node node) =>
            node.Operator.Narrowed(original.InputShapeOf(node).Width, _copy.ShapeOf(node.Inputs[0]).Width, WidthOf(node));

        // What is added or multiplied must be of one width; a gate takes that of what it is for.
        private ImmutableArray<NodePath> Aligned(Node node)
        {
            var widths = node.Inputs.Select(input => _copy.ShapeOf(input).Width).ToArray();
            var target = node.Operator.InputWidths switch
            {
                InputWidths.Any => 0,
                InputWidths.Equal => widths.All(width => width == widths[0]) ? widths[0] : WidthOf(node),
                InputWidths.AsFirst => widths[0],
                _ => throw new InvalidOperationException($"No rule for input widths '{node.Operator.InputWidths}' of {node.Operator.GetType().Name}."),
            };
            return target == 0 ? node.Inputs
                : [.. node.Inputs.Select((input, i) => widths[i] == target ? input : _copy.Add(node.Path.Child("align").At(i), Operator.ToWidth(widths[i], target), input))];
        }

        private int WidthOf(Node node) => _kept.Contains(node.Path) ? node.Shape.Width : Rounded(share * node.Shape.Width, share > 1 && node.Shape.Width >= Multiple);
    }

    private static int Rounded(double width, bool toMultiple)
    {
        if (!toMultiple)
            return Math.Max(1, (int)Math.Round(width));
        var near = Math.Max(Multiple, (int)(width + (Multiple / 2)) / Multiple * Multiple);
        return near < 0.9 * width ? near + Multiple : near;
    }

    /// <summary>The nodes whose width an output has, or that decide it.</summary>
    private static HashSet<NodePath> WidthsOfOutputs(Architecture architecture)
    {
        var kept = architecture.Outputs.Select(output => output.Node).ToHashSet();
        foreach (var node in architecture.Nodes.Reverse())
            if (kept.Contains(node.Path) && !node.Operator.ChoosesWidth(architecture.InputShapeOf(node).Width))
                kept.UnionWith(node.Inputs);
        return kept;
    }
}
