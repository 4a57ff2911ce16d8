using Google.Protobuf;
using Nascent.Onnx.Schema;
using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Export;

/// <summary>Writes the frozen network of a <see cref="Preprocessing.Backbone"/>, as far as the features that are read need it.</summary>
internal sealed class BackboneWriter
{
    private readonly GraphWriter _graph;
    private readonly Preprocessing.Backbone _backbone;
    private readonly GraphProto _source;
    private readonly Dictionary<string, TensorProto> _weights;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<int> _copied = [];

    /// <summary>Adds the uint8 input (batch, channels, height, width).</summary>
    public BackboneWriter(GraphWriter graph, string input, Preprocessing.Backbone backbone)
    {
        (_graph, _backbone) = (graph, backbone);
        _source = Parse(backbone);
        _weights = _source.Initializer.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        var pixels = _names[_source.Input[0].Name] = graph.Claim(input);
        graph.Graph.Input.Add(Tensor.Value(pixels, DataType.Uint8, "pixels, 0 to 255", backbone.Pixels.Channels, backbone.Pixels.Height, backbone.Pixels.Width));
    }

    /// <summary>Adds what some features need, and gives their value: (batch, features).</summary>
    /// <param name="path">The path of what reads them.</param>
    /// <param name="first">The number of the first feature.</param>
    /// <param name="count">How many.</param>
    public string Features(string path, int first, int count)
    {
        var (places, before, start, width) = (new List<string>(), 0, 0, 0);
        foreach (var (i, place) in _backbone.Places.Index())
        {
            if (before < first + count && before + place.Features > first)
            {
                start = places.Count == 0 ? before : start;
                width += place.Features;
                places.Add(Place(i));
            }

            before += place.Features;
        }

        var all = places is [var only] ? only : _graph.Node("Concat", $"{path}.places", path, places, [Attribute.Of("axis", 1L)]);
        return (start, width) == (first, count) ? all : _graph.Node("Slice", path, path, [all, _graph.Integers(first - start), _graph.Integers(first - start + count), _graph.Integers(1)]);
    }

    private static GraphProto Parse(Preprocessing.Backbone backbone)
    {
        try
        {
            if (ModelProto.Parser.ParseFrom(ByteString.CopyFrom(backbone.Model.Span)).Graph is { Input.Count: 1 } graph && graph.Output.Count == backbone.Places.Length && graph.Initializer.DistinctBy(weight => weight.Name).Count() == graph.Initializer.Count)
                return graph;
        }
        catch (InvalidProtocolBufferException)
        {
            // Told below.
        }

        throw Damaged(backbone, $"{backbone.Model.Length:N0} bytes of something else");
    }

    private static NascentException Damaged(Preprocessing.Backbone backbone, string found) =>
        new($"Backbone {backbone.Source}: found {found} in the run's data, expected the network as the run stored it. The file was changed; begin the search again.");

    private string Place(int number)
    {
        var output = _source.Output[number].Name;
        foreach (var (i, _) in NeededNodes.For(_source, [output]).Index().Where(one => one.Item))
            if (_copied.Add(i))
                Copy(_source.Node[i]);
        return NameOf(output);
    }

    private void Copy(NodeProto node)
    {
        var copy = node.Clone();
        for (var i = 0; i < copy.Input.Count; i++)
            copy.Input[i] = NameOf(copy.Input[i]);
        for (var i = 0; i < copy.Output.Count; i++)
            copy.Output[i] = copy.Output[i].Length == 0 ? "" : _names[copy.Output[i]] = _graph.Claim(copy.Output[i]);
        copy.Name = copy.Output[0];
        _graph.Graph.Node.Add(copy);
    }

    private string NameOf(string name)
    {
        if (name.Length == 0)
            return "";
        if (_names.TryGetValue(name, out var known))
            return known;
        var weight = _weights.GetValueOrDefault(name)?.Clone() ?? throw Damaged(_backbone, $"no value '{name}'");
        return _names[name] = _graph.Initializer(name, given =>
        {
            weight.Name = given;
            return weight;
        });
    }
}
