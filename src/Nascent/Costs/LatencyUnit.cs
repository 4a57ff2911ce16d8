using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nascent.Architectures;
using Nascent.Architectures.Rewriting;

namespace Nascent.Costs;

/// <summary>A piece of a network that is timed by itself: what lies between two places where a single value is alive, such as a block of a stage.</summary>
/// <remarks>
/// A runtime fuses neighbours and lays out values in memory for what reads them, so the times of single operators do not add up; those of blocks nearly do. A unit ends where only one value goes on and the next
/// operator belongs to another repetition by its path. What lies before the first repetition is one unit, and what lies behind the last is one.
/// </remarks>
/// <param name="Key">Equal for equal operators between equal shapes: 32 hexadecimal digits.</param>
/// <param name="IsFirst">Whether it reads the network's input.</param>
/// <param name="IsLast">Whether it gives the network's output.</param>
/// <param name="Input">The shape that it reads.</param>
/// <param name="Output">The shape that it gives.</param>
public sealed record LatencyUnit(string Key, bool IsFirst, bool IsLast, TensorShape Input, TensorShape Output)
{
    private readonly Architecture _network = null!;
    private readonly ImmutableArray<Node> _nodes;

    private LatencyUnit(string key, Architecture network, ImmutableArray<Node> nodes, NodePath input)
        : this(key, network.Inputs[0].Node == input, nodes[^1].Path == network.Outputs[0].Node, network.ShapeOf(input), nodes[^1].Shape) =>
        (_network, _nodes) = (network, nodes);

    /// <summary>The units of a network, in order.</summary>
    /// <param name="network">A network of one input and one output.</param>
    public static ImmutableArray<LatencyUnit> Of(Architecture network)
    {
        var simplified = Simplification.Of(network).Architecture;
        var lastReader = new Dictionary<NodePath, int>();
        foreach (var (i, node) in simplified.Nodes.Index())
            foreach (var input in node.Inputs)
                lastReader[input] = i;
        lastReader[simplified.Outputs[0].Node] = int.MaxValue;
        var units = ImmutableArray.CreateBuilder<LatencyUnit>();
        var (nodes, read, alive) = (ImmutableArray.CreateBuilder<Node>(), simplified.Inputs[0].Node, 0);
        alive = lastReader.ContainsKey(read) ? 1 : 0;
        foreach (var (i, node) in simplified.Nodes.Index())
        {
            nodes.Add(node);
            alive += 1 - node.Inputs.Distinct().Count(input => lastReader[input] == i);
            var isEnd = i + 1 == simplified.Nodes.Length;
            if (!isEnd && (alive != 1 || lastReader[node.Path] <= i || RepetitionOf(node.Path) == RepetitionOf(simplified.Nodes[i + 1].Path)))
                continue;
            var ofUnit = nodes.DrainToImmutable();
            units.Add(new(KeyOf(simplified, ofUnit, read), simplified, ofUnit, read));
            read = node.Path;
        }

        return units.DrainToImmutable();
    }

    /// <summary>The unit as a network, with something before and behind it.</summary>
    /// <param name="input">What goes in.</param>
    /// <param name="before">Adds what makes the unit's input of that, and gives its path; null where the unit reads it as it is.</param>
    /// <param name="behind">Adds what reads the unit's output, and gives its path; null for nothing.</param>
    public Architecture ToNetwork(TensorShape input, Func<ArchitectureBuilder, NodePath, NodePath>? before = null, Func<ArchitectureBuilder, NodePath, NodePath>? behind = null)
    {
        var builder = new ArchitectureBuilder(Key);
        var read = builder.Input("x", TensorType.Float(input));
        read = before?.Invoke(builder, read) ?? read;
        foreach (var node in _nodes)
            builder.Add(node.Path, node.Operator, [.. node.Inputs.Select(path => _nodes.Any(other => other.Path == path) ? path : read)]);
        builder.Output("y", behind?.Invoke(builder, _nodes[^1].Path) ?? _nodes[^1].Path);
        return builder.Build();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(_nodes.IsDefaultOrEmpty ? Key : RepetitionOf(_nodes[0].Path) is { Length: > 0 } repetition ? repetition : _nodes[0].Path.Text)}: {Input} to {Output}";

    private static string RepetitionOf(NodePath path) => path.Text[..(path.Text.LastIndexOf(']') + 1)];

    private static string KeyOf(Architecture network, ImmutableArray<Node> nodes, NodePath read)
    {
        var places = new Dictionary<NodePath, int> { [read] = 0 };
        var text = new StringBuilder();
        text.Append(network.Inputs[0].Node == read ? "first " : "").Append(nodes[^1].Path == network.Outputs[0].Node ? "last " : "").Append(network.ShapeOf(read));
        foreach (var node in nodes)
        {
            text.Append('|').Append(node.Operator).AppendJoin(',', node.Inputs.Select(input => places[input].ToString(CultureInfo.InvariantCulture))).Append('>').Append(node.Shape);
            places.Add(node.Path, places.Count);
        }

        return CanonicalHash.OfBytes(Encoding.UTF8.GetBytes(text.ToString())).ToString();
    }
}
