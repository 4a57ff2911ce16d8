using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Onnx.Tests;

/// <summary>Computes a network from its definition, element by element in float64: slow, and written to be read beside <see cref="Operator"/>.</summary>
internal static class ReferenceInterpreter
{
    /// <summary>The network's outputs for one sample, before softmax.</summary>
    public static double[] Run(Architecture network, IEnumerable<NamedTensor> weights, double[] input)
    {
        var byName = weights.ToDictionary(weight => weight.Name, weight => weight.Values);
        var values = new Dictionary<NodePath, Value> { [network.Inputs[0].Node] = new(network.Inputs[0].Type.Shape, input) };
        foreach (var node in network.Nodes)
            values[node.Path] = Apply(node, [.. node.Inputs.Select(path => values[path])], name => byName[$"{node.Path}.{name}"]);
        return values[network.Outputs[0].Node].Elements;
    }

    private static Value Apply(Node node, Value[] inputs, Func<string, float[]> weights)
    {
        var x = inputs[0];
        return node.Operator switch
        {
            Operator.Convolution c => Convolve(c, x, node.Shape, weights("weight"), c.Bias ? weights("bias") : null),
            Operator.Linear l => Value.Of(node.Shape, (o, _, _) =>
                x.Elements.Select((value, i) => value * weights("weight")[(o * x.Channels) + i]).Sum() + (l.Bias ? weights("bias")[o] : 0)),
            Operator.FeatureEmbedding e => Value.Of(node.Shape, (i, _, _) => (weights("weight")[i] * x.Elements[i / e.Size]) + weights("bias")[i]),
            Operator.PeriodicEmbedding e => Value.Of(node.Shape, (i, _, _) => i < x.Channels ? x.Elements[i] : Math.Cos(Math.PI * ((2 * e.Frequency * weights("weight")[i - x.Channels] * x.Elements[(i - x.Channels) / e.Size]) + weights("bias")[i - x.Channels]))),
            Operator.EnsembleInputs e => Value.Of(node.Shape, (c, y, _) => weights("weight")[(c * e.Members) + y] * x.Elements[c]),
            Operator.EnsembleOutputs e => Value.Of(node.Shape, (o, _, _) => MeanOfMembers(e, o, x, weights("weight"), weights("bias"))),
            Operator.BatchNorm n => Value.Of(node.Shape, (c, y, z) =>
                (weights("weight")[c] * (x[c, y, z] - weights("running_mean")[c]) / Math.Sqrt(weights("running_var")[c] + n.Epsilon)) + weights("bias")[c]),
            Operator.LayerNorm n => Normalise(n, x, weights("weight"), weights("bias")),
            Operator.Activation a => x.Map(value => Activate(a.Function, value)),
            Operator.Pool p => Value.Of(node.Shape, (c, y, z) => Join(p.Kind, Window(x, c, y, z, p))),
            Operator.GlobalPool p => Value.Of(node.Shape, (c, _, _) => Join(p.Kind, x.Elements.Skip(c * x.Height * x.Width).Take(x.Height * x.Width))),
            Operator.Zero => Value.Of(node.Shape, (_, _, _) => 0),
            Operator.Identity or Operator.Dropout => x,
            Operator.Add => Value.Of(node.Shape, (c, y, z) => inputs.Sum(input => input[c, y, z])),
            Operator.Multiply => Value.Of(node.Shape, (c, y, z) => x[c, y, z] * inputs[1][c, Math.Min(y, inputs[1].Height - 1), Math.Min(z, inputs[1].Width - 1)]),
            Operator.Concat => new Value(node.Shape, [.. inputs.SelectMany(input => input.Elements)]),
            Operator.Flatten => new Value(node.Shape, x.Elements),
            Operator.Resize => Value.Of(node.Shape, (c, y, z) => Sample(x, c, Source(y, x.Height, node.Shape.Size(Axis.Height)), Source(z, x.Width, node.Shape.Size(Axis.Width)))),
            Operator.BackboneFeatures b => Value.Of(node.Shape, (c, y, z) => x[b.First + c, y, z]),
            Operator.Slice s => Value.Of(node.Shape, (c, y, z) => x[s.First + c, y, z]),
            Operator.TreeEnsemble t => Sum(t, x, node.Shape, weights("weight")),
            Operator.PadChannels => Value.Of(node.Shape, (c, y, z) => c < x.Channels ? x[c, y, z] : 0),
            _ => throw new InvalidOperationException(node.Operator.GetType().Name),
        };
    }

    private static double MeanOfMembers(Operator.EnsembleOutputs outputs, int output, Value x, float[] matrices, float[] biases) => Enumerable.Range(0, x.Height)
        .Average(member => biases[(member * outputs.Features) + output]
            + Enumerable.Range(0, x.Channels).Sum(c => x[c, member, 0] * matrices[(((member * outputs.Features) + output) * x.Channels) + c]));

    // From each root down to a leaf, which adds its value to one output.
    private static Value Sum(Operator.TreeEnsemble trees, Value x, TensorShape shape, float[] nodes)
    {
        var sums = new double[trees.Outputs];
        for (var root = 0; root < trees.Count; root++)
        {
            var row = nodes.AsSpan(root * 6, 6);
            while ((int)row[2] != (int)row[3])
                row = nodes.AsSpan(6 * (int)row[x.Elements[(int)row[0]] <= row[1] ? 2 : 3], 6);
            sums[(int)row[4]] += row[5];
        }

        return new Value(shape, sums);
    }

    private static Value Convolve(Operator.Convolution conv, Value x, TensorShape shape, float[] kernel, float[]? bias)
    {
        var (inner, outer) = (x.Channels / conv.Groups, conv.Channels / conv.Groups);
        return Value.Of(shape, (o, y, z) =>
        {
            double sum = bias?[o] ?? 0;
            for (var i = 0; i < inner; i++)
                for (var dy = 0; dy < conv.Kernel; dy++)
                    for (var dx = 0; dx < conv.Kernel; dx++)
                    {
                        var (row, column) = ((y * conv.Stride) - conv.Padding + (dy * conv.Dilation), (z * conv.Stride) - conv.Padding + (dx * conv.Dilation));
                        if (x.Contains(row, column))
                            sum += kernel[(((((o * inner) + i) * conv.Kernel) + dy) * conv.Kernel) + dx] * x[(o / outer * inner) + i, row, column];
                    }

            return sum;
        });
    }

    private static Value Normalise(Operator.LayerNorm norm, Value x, float[] scale, float[] shift)
    {
        var mean = x.Elements.Average();
        var variance = x.Elements.Average(value => (value - mean) * (value - mean));
        return Value.Of(x.Shape, (c, y, z) => ((x[c, y, z] - mean) / Math.Sqrt(variance + norm.Epsilon) * scale[c]) + shift[c]);
    }

    private static IEnumerable<double> Window(Value x, int c, int y, int z, Operator.Pool pool)
    {
        for (var dy = 0; dy < pool.Kernel; dy++)
            for (var dx = 0; dx < pool.Kernel; dx++)
            {
                var (row, column) = ((y * pool.Stride) - pool.Padding + dy, (z * pool.Stride) - pool.Padding + dx);
                if (x.Contains(row, column))
                    yield return x[c, row, column];
            }
    }

    private static double Join(PoolKind kind, IEnumerable<double> elements) => kind == PoolKind.Max ? elements.Max() : elements.Average();

    private static double Source(int target, int from, int to) => Math.Clamp(((target + 0.5) * from / to) - 0.5, 0, from - 1);

    private static double Sample(Value x, int c, double row, double column)
    {
        var (y, z) = ((int)row, (int)column);
        var (below, right) = (Math.Min(y + 1, x.Height - 1), Math.Min(z + 1, x.Width - 1));
        var (v, u) = (row - y, column - z);
        return ((1 - v) * (((1 - u) * x[c, y, z]) + (u * x[c, y, right]))) + (v * (((1 - u) * x[c, below, z]) + (u * x[c, below, right])));
    }

    private static double Activate(ActivationFunction function, double x) => function switch
    {
        ActivationFunction.Relu => Math.Max(0, x),
        ActivationFunction.Relu6 => Math.Clamp(x, 0, 6),
        ActivationFunction.LeakyRelu => x >= 0 ? x : 0.01 * x,
        ActivationFunction.Elu => x >= 0 ? x : Math.Exp(x) - 1,
        ActivationFunction.Silu => x / (1 + Math.Exp(-x)),
        ActivationFunction.Gelu => x * NormalDistribution(x),
        ActivationFunction.HardSwish => x * Math.Clamp(x + 3, 0, 6) / 6,
        ActivationFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationFunction.HardSigmoid => Math.Clamp(x + 3, 0, 6) / 6,
        ActivationFunction.Tanh => Math.Tanh(x),
        _ => throw new InvalidOperationException(function.ToString()),
    };

    /// <summary>Φ(x) by its power series around 0 (Abramowitz and Stegun 26.2.10), exact to float64 for the |x| below 6 that matter.</summary>
    private static double NormalDistribution(double x)
    {
        if (Math.Abs(x) > 6)
            return x > 0 ? 1 : 0;
        var (sum, term) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / (2 * n);
            sum += term / ((2 * n) + 1);
        }

        return 0.5 + (sum / Math.Sqrt(2 * Math.PI));
    }
}
