using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Onnx.Export;

/// <summary>Writes the operators of an architecture as ONNX nodes, one architecture node after another.</summary>
internal sealed class OperatorWriter(GraphWriter graph, Architecture architecture, WeightTable weights)
{
    private readonly BatchNormFolding _folding = new(architecture);
    private readonly Dictionary<NodePath, string> _values = [];

    /// <summary>Says which value of the graph a network input is.</summary>
    public void Bind(NodePath path, string value) => _values[path] = value;

    /// <summary>The name of the value at a path that was bound or written.</summary>
    public string ValueOf(NodePath path) => _values[path];

    /// <summary>Adds the nodes of one operator; operators that change nothing at inference add none.</summary>
    public void Write(Node node)
    {
        if (_values.ContainsKey(node.Path))
            return; // bound before: the features of a backbone
        var path = node.Path.Text;
        var inputs = node.Inputs.Select(ValueOf).ToArray();
        var x = inputs[0];
        var shape = architecture.InputShapeOf(node);
        var unchanged = node.Shape.Equals(shape);
        _values[node.Path] = node.Operator switch
        {
            Operator.Convolution c => Convolution(node, c, x),
            Operator.Linear l => Layer(node, l.Bias, "Gemm", x, [shape.Width], [Attribute.Of("transB", 1L)]),
            Operator.BatchNorm => _folding.IsFolded(node) ? x : BatchNorm(node, x),
            Operator.LayerNorm n => shape.IsFeatures ? VectorNorm(path, n, x, shape) : NormalisationWriter.Image(graph, path, n.Epsilon, x, shape, Scale(path, shape), Shift(path, shape)),
            Operator.Activation a => ActivationWriter.Write(graph, a.Function, path, x),
            Operator.Pool p => Pool(path, p, x),
            Operator.GlobalPool p => graph.Node(p.Kind == PoolKind.Max ? "GlobalMaxPool" : "GlobalAveragePool", path, path, [x]),
            Operator.Zero => Zeros(path, x, node.Shape),
            Operator.Identity or Operator.Dropout => x,
            Operator.Add => Sum(path, inputs),
            Operator.Multiply => graph.Node("Mul", path, path, inputs),
            Operator.Concat => inputs.Length == 1 ? x : graph.Node("Concat", path, path, inputs, [Attribute.Of("axis", 1L)]),
            Operator.Flatten => shape.IsFeatures ? x : graph.Node("Flatten", path, path, [x], [Attribute.Of("axis", 1L)]),
            Operator.Resize => unchanged ? x : Resize(path, x, shape, node.Shape),
            Operator.Slice s => unchanged ? x : graph.Node("Slice", path, path, [x, graph.Integers(s.First), graph.Integers(s.First + s.Channels), graph.Integers(1)]),
            Operator.PadChannels p => unchanged ? x : PadChannels(path, x, shape.Rank, p.Channels - shape.Width),
            Operator.FeatureEmbedding e => FeatureEmbedding(path, e, x, shape.Width),
            Operator.PeriodicEmbedding e => PeriodicEmbedding(path, e, x, shape.Width),
            Operator.EnsembleInputs e => EnsembleInputs(path, e, x, shape.Width),
            Operator.EnsembleOutputs e => EnsembleOutputs(path, e, x, shape),
            Operator.TreeEnsemble t => TreeWriter.Write(graph, path, t, x, weights[$"{path}.weight"]),
            _ => throw new InvalidOperationException($"Node '{path}': no ONNX form of the operator {node.Operator.GetType().Name}."),
        };
    }

    private string Convolution(Node node, Operator.Convolution c, string x) =>
        Layer(node, c.Bias, "Conv", x, [architecture.InputShapeOf(node).Width / c.Groups, c.Kernel, c.Kernel],
        [
            Attribute.Of("dilations", c.Dilation, c.Dilation),
            Attribute.Of("group", (long)c.Groups),
            Attribute.Of("kernel_shape", c.Kernel, c.Kernel),
            Attribute.Of("pads", c.Padding, c.Padding, c.Padding, c.Padding),
            Attribute.Of("strides", c.Stride, c.Stride),
        ]);

    /// <summary>A node with a kernel of (outputs, <paramref name="inner"/>) and perhaps a bias of (outputs), with a batch normalisation folded in where legal.</summary>
    private string Layer(Node node, bool hasBias, string op, string x, int[] inner, Schema.AttributeProto[] attributes)
    {
        var path = node.Path.Text;
        var (kernel, bias) = _folding.WeightsOf(node, hasBias, weights);
        List<string> inputs = [x, graph.Initializer($"{path}.weight", name => Tensor.Floats(name, kernel, [node.Shape.Width, .. inner]))];
        if (bias is not null)
            inputs.Add(graph.Initializer($"{path}.bias", name => Tensor.Floats(name, bias, node.Shape.Width)));
        return graph.Node(op, path, path, inputs, attributes);
    }

    private string BatchNorm(Node node, string x)
    {
        var path = node.Path.Text;
        var (scale, shift) = BatchNormFolding.AffineOf(node, weights);
        var scaled = graph.Node("Mul", $"{path}.scaled", path, [x, graph.Channelwise($"{path}.weight", scale, node.Shape.Rank)]);
        return graph.Node("Add", path, path, [scaled, graph.Channelwise($"{path}.bias", shift, node.Shape.Rank)]);
    }

    private string VectorNorm(string path, Operator.LayerNorm norm, string x, TensorShape shape) =>
        graph.Node("LayerNormalization", path, path, [x, Scale(path, shape), Shift(path, shape)],
            [Attribute.Of("axis", -1L), Attribute.Of("epsilon", (float)norm.Epsilon)]);

    private string Scale(string path, TensorShape shape) => Weight($"{path}.weight", shape);

    private string Shift(string path, TensorShape shape) => Weight($"{path}.bias", shape);

    private string Weight(string name, TensorShape shape) => graph.Channelwise(name, weights[name].Select(value => (double)value), shape.Rank);

    private string FeatureEmbedding(string path, Operator.FeatureEmbedding embedding, string x, int features)
    {
        string Values(string name) => graph.Initializer(name, given => Tensor.Floats(given, weights[name], features, embedding.Size));
        var apart = graph.Node("Unsqueeze", $"{path}.apart", path, [x, graph.Integers(2)]);
        var scaled = graph.Node("Mul", $"{path}.scaled", path, [apart, Values($"{path}.weight")]);
        return graph.Node("Flatten", path, path, [graph.Node("Add", $"{path}.shifted", path, [scaled, Values($"{path}.bias")])], [Attribute.Of("axis", 1L)]);
    }

    private string PeriodicEmbedding(string path, Operator.PeriodicEmbedding embedding, string x, int features)
    {
        string Values(string name, double factor) =>
            graph.Initializer($"{path}.{name}", given => Tensor.Floats(given, Array.ConvertAll(weights[$"{path}.{name}"], value => (float)(value * factor)), features, embedding.Size));
        var apart = graph.Node("Unsqueeze", $"{path}.apart", path, [x, graph.Integers(2)]);
        var turned = graph.Node("Mul", $"{path}.turned", path, [apart, Values("weight", 2 * Math.PI * embedding.Frequency)]);
        var cosines = graph.Node("Cos", $"{path}.cosines", path, [graph.Node("Add", $"{path}.angles", path, [turned, Values("bias", Math.PI)])]);
        return graph.Node("Concat", path, path, [x, graph.Node("Flatten", $"{path}.flat", path, [cosines], [Attribute.Of("axis", 1L)])], [Attribute.Of("axis", 1L)]);
    }

    private string EnsembleInputs(string path, Operator.EnsembleInputs inputs, string x, int features)
    {
        var apart = graph.Node("Unsqueeze", $"{path}.apart", path, [x, graph.Integers(2, 3)]);
        return graph.Node("Mul", path, path, [apart, graph.Initializer($"{path}.weight", name => Tensor.Floats(name, weights[$"{path}.weight"], features, inputs.Members, 1))]);
    }

    /// <summary>The mean of linear layers is one linear layer of all that they read: a matrix of (outputs, features · members), divided by the members.</summary>
    private string EnsembleOutputs(string path, Operator.EnsembleOutputs outputs, string x, TensorShape shape)
    {
        var (features, members) = (shape.Width, shape.Size(Axis.Height));
        var (given, offsets) = (weights[$"{path}.weight"], weights[$"{path}.bias"]);
        var (matrix, bias) = (new float[given.Length], new float[outputs.Features]);
        for (var member = 0; member < members; member++)
            for (var output = 0; output < outputs.Features; output++)
            {
                bias[output] += offsets[(member * outputs.Features) + output] / members;
                for (var feature = 0; feature < features; feature++)
                    matrix[(((output * features) + feature) * members) + member] = given[(((member * outputs.Features) + output) * features) + feature] / members;
            }

        var flat = graph.Node("Flatten", $"{path}.flat", path, [x], [Attribute.Of("axis", 1L)]);
        return graph.Node("Gemm", path, path,
            [flat, graph.Initializer($"{path}.weight", name => Tensor.Floats(name, matrix, outputs.Features, features * members)), graph.Initializer($"{path}.bias", name => Tensor.Floats(name, bias, outputs.Features))],
            [Attribute.Of("transB", 1L)]);
    }

    private string Pool(string path, Operator.Pool p, string x)
    {
        List<Schema.AttributeProto> attributes =
            [Attribute.Of("kernel_shape", p.Kernel, p.Kernel), Attribute.Of("pads", p.Padding, p.Padding, p.Padding, p.Padding), Attribute.Of("strides", p.Stride, p.Stride)];
        if (p.Kind == PoolKind.Average)
            attributes.Insert(0, Attribute.Of("count_include_pad", 0L));
        return graph.Node(p.Kind == PoolKind.Max ? "MaxPool" : "AveragePool", path, path, [x], attributes);
    }

    /// <summary>Zeros of (batch, <paramref name="shape"/>), whatever x holds.</summary>
    private string Zeros(string path, string x, TensorShape shape)
    {
        var batch = graph.Node("Shape", $"{path}.batch", path, [x], [Attribute.Of("start", 0L), Attribute.Of("end", 1L)]);
        var sizes = graph.Integers([.. shape.Axes.Select(axis => (long)axis.Size)]);
        var full = graph.Node("Concat", $"{path}.shape", path, [batch, sizes], [Attribute.Of("axis", 0L)]);
        return graph.Node("ConstantOfShape", path, path, [full], [Attribute.Of("value", Tensor.Floats("value", [0f], 1))]);
    }

    private string Sum(string path, string[] inputs)
    {
        var sum = inputs[0];
        for (var i = 1; i < inputs.Length; i++)
            sum = graph.Node("Add", i == inputs.Length - 1 ? path : $"{path}.sum{i}", path, [sum, inputs[i]]);
        return sum;
    }

    private string Resize(string path, string x, TensorShape from, TensorShape to)
    {
        var scales = new[] { 1f, 1f, ResizeScale.Of(from.Size(Axis.Height), to.Size(Axis.Height)), ResizeScale.Of(from.Size(Axis.Width), to.Size(Axis.Width)) };
        var factors = graph.Initializer($"{path}.scales", name => Tensor.Floats(name, scales, scales.Length));
        return graph.Node("Resize", path, path, [x, "", factors], [Attribute.Of("coordinate_transformation_mode", "half_pixel"), Attribute.Of("mode", "linear")]);
    }

    private string PadChannels(string path, string x, int rank, int added)
    {
        var pads = new long[2 * (rank + 1)]; // (begin of each axis, end of each axis), the batch first
        pads[rank + 2] = added;
        return graph.Node("Pad", path, path, [x, graph.Integers(pads)]);
    }
}
