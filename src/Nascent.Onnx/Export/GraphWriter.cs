using Nascent.Onnx.Schema;

namespace Nascent.Onnx.Export;

/// <summary>Collects the nodes and constants of one ONNX graph and keeps every name in it unique.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
internal sealed class GraphWriter
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);

    public GraphWriter(string name) => Graph = new GraphProto { Name = name };

    public GraphProto Graph { get; }

    /// <summary>The operator domains that are used beside ai.onnx.</summary>
    public IEnumerable<string> Domains => _domains.Order(StringComparer.Ordinal);

    /// <summary>Keeps a name for one use; gives it back with a number after it where it is taken.</summary>
    public string Claim(string wanted)
    {
        var name = wanted;
        for (var n = 1; !_names.Add(name); n++)
            name = $"{wanted}_{n}";
        return name;
    }

    /// <summary>Adds a node with one output and returns that output's name, which is also the node's name.</summary>
    /// <param name="op">The ONNX operator.</param>
    /// <param name="output">The name wanted for its output.</param>
    /// <param name="doc">Where it comes from: the path in the architecture.</param>
    /// <param name="inputs">Names of values; empty for an optional input that is left out.</param>
    /// <param name="attributes">The operator's attributes.</param>
    /// <param name="domain">The operator's domain; empty for ai.onnx.</param>
    public string Node(string op, string output, string doc, IEnumerable<string> inputs, IEnumerable<AttributeProto>? attributes = null, string domain = "")
    {
        var name = Claim(output);
        AddNamed(op, name, doc, inputs, attributes, domain);
        return name;
    }

    /// <summary>Adds a node whose output has a name that was claimed before.</summary>
    public void AddNamed(string op, string output, string doc, IEnumerable<string> inputs, IEnumerable<AttributeProto>? attributes = null, string domain = "")
    {
        var node = new NodeProto { Name = output, OpType = op, DocString = doc, Input = { inputs }, Output = { output } };
        if (domain.Length > 0)
        {
            node.Domain = domain;
            _domains.Add(domain);
        }

        if (attributes is not null)
            node.Attribute.AddRange(attributes);
        Graph.Node.Add(node);
    }

    /// <summary>Adds a constant and returns its name; <paramref name="make"/> is given the name that it got.</summary>
    public string Initializer(string wanted, Func<string, TensorProto> make)
    {
        var name = Claim(wanted);
        Graph.Initializer.Add(make(name));
        return name;
    }

    /// <summary>One value a channel or feature, as (channels, 1, 1) beside images, whose rank is 3, and (features) beside vectors, whose rank is 1.</summary>
    public string Channelwise(string wanted, IEnumerable<double> values, int rank)
    {
        float[] floats = [.. values.Select(value => (float)value)];
        return Initializer(wanted, name => Tensor.Floats(name, floats, [floats.Length, .. Enumerable.Repeat(1, rank - 1)]));
    }

    /// <summary>A number that several nodes may share.</summary>
    public string Scalar(float value)
    {
        var key = $"constant.{value:R}";
        if (!_constants.TryGetValue(key, out var name))
            _constants[key] = name = Initializer(key, given => Tensor.Floats(given, [value]));
        return name;
    }

    /// <summary>A number in double precision that several nodes may share.</summary>
    public string Scalar(double value)
    {
        var key = $"constant.double.{value:R}";
        if (!_constants.TryGetValue(key, out var name))
            _constants[key] = name = Initializer(key, given => Tensor.Doubles(given, [value]));
        return name;
    }

    /// <summary>A list of integers (axes, sizes, indices) that several nodes may share.</summary>
    public string Integers(params long[] values)
    {
        var key = $"constant.[{string.Join(",", values)}]";
        if (!_constants.TryGetValue(key, out var name))
            _constants[key] = name = Initializer(key, given => Tensor.Integers(given, values));
        return name;
    }
}
