using Nascent.Architectures.Operators;

namespace Nascent.Architectures.Rewriting;

/// <summary>A copy of a network that resizes its images before it does anything else: smaller ones, which a search trains in its place where that is cheaper, or larger ones.</summary>
/// <remarks>
/// The input stays as it is, so that the same data is read; a bilinear <see cref="Operator.Resize"/> follows it, and other resizes are scaled alike. Where the shapes of the smaller network do not
/// fit, such as a pooling window that is larger than its image, the copy takes the next larger size at which all do, up to the network itself. Paths of nodes and shapes of weights stay, but
/// for those of linear layers that read every position.
/// </remarks>
public static class ResolutionCopy
{
    private const int MostShare = 100;

    /// <summary>The copy; the network itself where the share is 1, where no input is an image and where no smaller one fits.</summary>
    /// <param name="original">The network.</param>
    /// <param name="share">The share of the height and the width, above 0 and at most 100. Sizes are rounded, and at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
    /// <exception cref="ShapeException">The network cannot read larger images.</exception>
    public static Architecture Of(Architecture original, double share)
    {
        if (share is not (> 0 and <= MostShare))
            throw new ArgumentOutOfRangeException(nameof(share), share, $"Expected a share above 0 and at most {MostShare}.");
        var heights = original.Inputs.Where(input => input.Type.Shape.IsImage).Select(input => input.Type.Shape.Size(Axis.Height));
        if (share == 1 || !heights.Any())
            return original;
        var full = heights.Max();
        if (share > 1)
            return Build(original, share);
        for (var height = Operator.Resize.Scaled(full, share); height < full; height++)
            if (At(original, (double)height / full) is { } copy)
                return copy;
        return original;
    }

    private static Architecture? At(Architecture original, double share)
    {
        try
        {
            var copy = Build(original, share);
            return copy.Outputs.Zip(original.Outputs).All(pair => pair.First.Type.Shape.Equals(pair.Second.Type.Shape)) ? copy : null;
        }
        catch (ShapeException)
        {
            return null;
        }
    }

    private static Architecture Build(Architecture original, double share)
    {
        var builder = new ArchitectureBuilder(original.Name);
        var read = new Dictionary<NodePath, NodePath>(); // an input → what nodes read in its place
        foreach (var input in original.Inputs)
        {
            var path = builder.Input(input.Name, input.Type);
            if (input.Type.Shape.IsImage)
                read[path] = builder.Add(path.Child("resize"), new Operator.Resize(input.Type.Shape.Size(Axis.Height), input.Type.Shape.Size(Axis.Width)).AtResolution(share), path);
        }

        foreach (var node in original.Nodes)
            builder.Add(node.Path, node.Operator.AtResolution(share), [.. node.Inputs.Select(input => read.GetValueOrDefault(input, input))]);
        foreach (var output in original.Outputs)
            builder.Output(output.Name, read.GetValueOrDefault(output.Node, output.Node));
        return builder.Build();
    }
}
