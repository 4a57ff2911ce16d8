using System.Runtime.InteropServices;
using System.Text;

namespace Nascent.Architectures.Operators;

/// <summary>The codes of a simplified network's values, from which its canonical hash is made.</summary>
/// <param name="graph">The network, simplified.</param>
internal sealed class CanonicalCodes(Architecture graph)
{
    private const int Rounds = 2;

    private readonly Dictionary<NodePath, NodePath[]> _terms = []; // a value → the terms of the sum that it is, sums of sums included
    private readonly Dictionary<NodePath, List<(NodePath Reader, int Slot)>> _readers = [];
    private Dictionary<NodePath, CanonicalHash> _codes = [];

    /// <summary>The code of the whole network.</summary>
    public CanonicalHash OfNetwork()
    {
        foreach (var input in graph.Inputs)
        {
            _codes[input.Node] = CanonicalHash.Combine(OfText($"input {input.Name} {input.Type.Element}"), OfText(TextOf(input.Type.Shape)));
            _terms[input.Node] = [input.Node];
        }

        foreach (var node in graph.Nodes)
            Add(node);
        var outputs = graph.Outputs.Select((output, i) => CanonicalHash.Combine(OfText($"output {output.Name}"), OfValue(output.Node, PathOf(i), 0))).ToArray();
        foreach (var (i, output) in outputs.Index())
            _codes[PathOf(i)] = output;
        for (var round = 0; round < Rounds; round++)
            _codes = _codes.ToDictionary(pair => pair.Key, pair => CanonicalHash.Combine(pair.Value, OfReaders(pair.Key)));
        return CanonicalHash.Unordered(_codes.Values);
    }

    private void Add(Node node)
    {
        if (node.Operator is Operator.Add)
        {
            _terms[node.Path] = [.. node.Inputs.SelectMany(input => _terms[input])];
            return;
        }

        _terms[node.Path] = [node.Path];
        var inputs = node.Inputs.Select((input, slot) => OfValue(input, node.Path, slot)).ToArray();
        if (node.Operator.IsSymmetric && node.Inputs.All(input => graph.ShapeOf(input).Equals(graph.InputShapeOf(node))))
            Array.Sort(inputs);
        _codes[node.Path] = CanonicalHash.Combine([node.Operator.Code, .. inputs]);
    }

    /// <summary>The code of a value that a node reads: that of the unordered terms of its sum. Notes the reader.</summary>
    private CanonicalHash OfValue(NodePath value, NodePath reader, int slot)
    {
        foreach (var term in _terms[value])
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_readers, term, out _);
            (list ??= []).Add((reader, slot));
        }

        return CanonicalHash.Unordered(_terms[value].Select(term => _codes[term]));
    }

    private CanonicalHash OfReaders(NodePath value) => CanonicalHash.Unordered(_readers.GetValueOrDefault(value, [])
        .Select(reader => CanonicalHash.Combine(_codes[reader.Reader], new CanonicalHash(0, (ulong)reader.Slot))));

    private static NodePath PathOf(int output) => new($"output {output}");

    private static CanonicalHash OfText(string text) => CanonicalHash.OfBytes(Encoding.UTF8.GetBytes(text));

    private static string TextOf(TensorShape shape) => string.Join(' ', shape.Axes.Select(axis => $"{axis.Name}={axis.Size}"));
}
