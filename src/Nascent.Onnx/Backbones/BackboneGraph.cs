using System.Runtime.InteropServices;
using Nascent.Onnx.Export;
using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Backbones;

/// <summary>Writes a backbone behind an input of raw pixels, in today's operators, as far as some of its values need it.</summary>
internal sealed class BackboneGraph
{
    private const string Doc = "backbone";
    private const string Prefix = "backbone/";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly BackboneFile _file;

    private BackboneGraph(BackboneFile file, GraphWriter writer) => (_file, Writer) = (file, writer);

    /// <summary>The graph, so far without outputs.</summary>
    public GraphWriter Writer { get; }

    /// <summary>The name of what the backbone reads: the pixels, sized, scaled and in its order of axes.</summary>
    public string Fed => _names[_file.Input.Name];

    /// <summary>Whether a value of the backbone was written.</summary>
    public bool Has(string value) => _names.ContainsKey(value);

    /// <summary>The name of a value of the backbone.</summary>
    public string this[string value] => _names[value];

    /// <summary>Writes it.</summary>
    /// <param name="file">The backbone.</param>
    /// <param name="image">The images, as they are loaded.</param>
    /// <param name="side">Height and width that the backbone reads where it leaves that open.</param>
    /// <param name="scale">How pixels become its numbers, where it reads float32.</param>
    /// <param name="values">The values of the backbone that are wanted.</param>
    /// <exception cref="NascentException">The images have more channels than it reads, or an operator cannot be written.</exception>
    public static BackboneGraph Write(BackboneFile file, Preprocessing.Image image, int side, BackboneScale scale, IReadOnlyCollection<string> values)
    {
        var graph = new BackboneGraph(file, new GraphWriter(Doc));
        graph._names[file.Input.Name] = graph.Feed(image, file.Input.Height ?? side, file.Input.Width ?? side, scale);
        graph.Copy(values);
        return graph;
    }

    /// <summary>Adds one vector a sample of a value: its mean over height and width, or over tokens.</summary>
    /// <param name="value">A value of the backbone.</param>
    /// <param name="shape">Its shape without the batch.</param>
    /// <param name="isChannelsLast">Whether its channels are its last axis.</param>
    public string Pool(string value, ReadOnlySpan<long> shape, bool isChannelsLast) => shape.Length switch
    {
        3 when !isChannelsLast => Writer.Node("Flatten", $"{Prefix}{value}.vector", Doc, [Writer.Node("GlobalAveragePool", $"{Prefix}{value}.mean", Doc, [_names[value]])], [Export.Attribute.Of("axis", 1L)]),
        3 => Writer.Node("ReduceMean", $"{Prefix}{value}.mean", Doc, [_names[value]], [Export.Attribute.Of("axes", 1L, 2L), Export.Attribute.Of("keepdims", 0L)]),
        2 => Writer.Node("ReduceMean", $"{Prefix}{value}.mean", Doc, [_names[value]], [Export.Attribute.Of("axes", [1L]), Export.Attribute.Of("keepdims", 0L)]),
        _ => _names[value],
    };

    private string Feed(Preprocessing.Image image, int height, int width, BackboneScale scale)
    {
        var x = Writer.Claim("image");
        Writer.Graph.Input.Add(Tensor.Value(x, DataType.Uint8, "pixels, 0 to 255", image.Channels, image.Height, image.Width));
        if (image.Channels > _file.Input.Channels)
            throw new NascentException($"{_file.Source}: reads grey images, and the data has {image.Channels} channels; expected a backbone for colour images.");
        if (image.Channels < _file.Input.Channels)
            x = Writer.Node("Concat", "image.colour", Doc, [x, x, x], [Export.Attribute.Of("axis", 1L)]);
        var isSized = (height, width) == (image.Height, image.Width);
        if (!_file.Input.IsBytes || !isSized)
            x = Writer.Node("Cast", "image.float", Doc, [x], [Export.Attribute.Of("to", (long)DataType.Float)]);
        if (!isSized)
        {
            var sizes = Writer.Initializer("image.scales", name => Tensor.Floats(name, [1, 1, ResizeScale.Of(image.Height, height), ResizeScale.Of(image.Width, width)], 4));
            x = Writer.Node("Resize", "image.sized", Doc, [x, "", sizes], [Export.Attribute.Of("coordinate_transformation_mode", "half_pixel"), Export.Attribute.Of("mode", "linear")]);
        }

        if (!_file.Input.IsBytes)
            x = Scaled(x, scale);
        else if (!isSized)
            x = Writer.Node("Cast", "image.bytes", Doc, [Writer.Node("Round", "image.round", Doc, [x])], [Export.Attribute.Of("to", (long)DataType.Uint8)]);
        return _file.Input.IsChannelsLast ? Writer.Node("Transpose", "image.channels_last", Doc, [x], [Export.Attribute.Of("perm", 0, 2, 3, 1)]) : x;
    }

    private string Scaled(string x, BackboneScale scale)
    {
        var channels = _file.Input.Channels;
        var centred = Writer.Node("Sub", "image.centred", Doc, [x, Writer.Channelwise("image.mean", OfChannels(scale.Mean), rank: 3)]);
        return Writer.Node("Div", "image.scaled", Doc, [centred, Writer.Channelwise("image.deviation", OfChannels(scale.Deviation), rank: 3)]);

        double[] OfChannels(IReadOnlyList<double> values) => channels == 1 ? [values.Average()] : [.. values];
    }

    private void Copy(IReadOnlyCollection<string> values)
    {
        var source = _file.Model.Graph;
        var needed = NeededNodes.For(source, values);
        var weights = source.Initializer.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        var numbers = 0;
        foreach (var (i, node) in source.Node.Index())
        {
            if (!needed[i])
                continue;
            var today = BackboneOperators.Today(node, _file.Opset, Integers, Number, list => Writer.Integers(list), _file.Source);
            for (var k = 0; k < today.Input.Count; k++)
                today.Input[k] = k < node.Input.Count && today.Input[k] == node.Input[k] ? NameOf(today.Input[k]) : today.Input[k]; // what was added has its name
            for (var k = 0; k < today.Output.Count; k++)
                today.Output[k] = today.Output[k].Length == 0 ? "" : _names[today.Output[k]] = Writer.Claim(Prefix + today.Output[k]);
            (today.Name, today.DocString) = (today.Output[0], Doc);
            Writer.Graph.Node.Add(today);
        }

        string NameOf(string name)
        {
            if (name.Length == 0)
                return "";
            if (_names.TryGetValue(name, out var known))
                return known;
            var copy = weights.GetValueOrDefault(name)?.Clone() ?? throw new NascentException($"{_file.Source}: found an operator reading '{name}', a further output of another one, which only training has. Export the network for prediction.");
            return _names[name] = Writer.Initializer(Prefix + name, given =>
            {
                copy.Name = given;
                return copy;
            });
        }

        string Number(float value) => Writer.Initializer($"{Prefix}number{numbers++}", name => Tensor.Floats(name, [value]));

        long[]? Integers(string name) => weights.TryGetValue(name, out var weight) && weight.DataType == (int)DataType.Int64
            ? weight.Int64Data.Count > 0 ? [.. weight.Int64Data] : MemoryMarshal.Cast<byte, long>(weight.RawData.Span[..(weight.RawData.Length / 8 * 8)]).ToArray()
            : null;
    }
}
