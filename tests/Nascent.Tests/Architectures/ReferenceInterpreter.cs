using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;

namespace Nascent.Tests.Architectures;

/// <summary>Computes a network on one sample in plain loops: slow, and written from the operators' definitions alone.</summary>
public static class ReferenceInterpreter
{
    /// <summary>The first output for an input, with weights that depend on their names alone.</summary>
    public static double[] Run(Architecture network, double[] input)
    {
        var values = new Dictionary<NodePath, double[]> { [network.Inputs[0].Node] = input };
        foreach (var node in network.Nodes)
        {
            var weights = network.WeightsOf(node).ToDictionary(weight => weight.Role, Values);
            values[node.Path] = Compute(node, network.InputShapeOf(node), [.. node.Inputs.Select(path => values[path])], weights);
        }

        return values[network.Outputs[0].Node];
    }

    private static double MeanOfMembers(Operator.EnsembleOutputs outputs, int output, TensorShape shape, double[] x, Dictionary<WeightRole, double[]> weights)
    {
        var (features, members) = (shape.Width, shape.Size(Axis.Height));
        return Enumerable.Range(0, members).Average(member => weights[WeightRole.Bias][(member * outputs.Features) + output]
            + Enumerable.Range(0, features).Sum(c => x[(c * members) + member] * weights[WeightRole.Kernel][(((member * outputs.Features) + output) * features) + c]));
    }

    private static double[] Values(WeightSlot slot)
    {
        var stream = new Seed(1).Derive(slot.Name).Stream();
        return [.. Enumerable.Range(0, (int)slot.Count).Select(_ => slot.Role == WeightRole.RunningVariance ? 0.5 + stream.NextDouble() : stream.NextGaussian() * 0.5)];
    }

    private static double[] Compute(Node node, TensorShape shape, double[][] inputs, Dictionary<WeightRole, double[]> weights)
    {
        var x = inputs[0];
        return node.Operator switch
        {
            Operator.Convolution c => Convolve(c, shape, node.Shape, x, weights[WeightRole.Kernel], weights.GetValueOrDefault(WeightRole.Bias)),
            Operator.Linear l => [.. Enumerable.Range(0, l.Features).Select(o => (weights.GetValueOrDefault(WeightRole.Bias)?[o] ?? 0) + x.Select((v, i) => v * weights[WeightRole.Kernel][(o * x.Length) + i]).Sum())],
            Operator.FeatureEmbedding e => [.. Enumerable.Range(0, x.Length * e.Size).Select(i => (weights[WeightRole.Kernel][i] * x[i / e.Size]) + weights[WeightRole.Offset][i])],
            Operator.PeriodicEmbedding e => [.. x, .. Enumerable.Range(0, x.Length * e.Size).Select(i => Math.Cos((2 * Math.PI * e.Frequency * weights[WeightRole.Kernel][i] * x[i / e.Size]) + (Math.PI * weights[WeightRole.Offset][i])))],
            Operator.EnsembleInputs e => [.. Enumerable.Range(0, x.Length * e.Members).Select(i => weights[WeightRole.MemberScale][i] * x[i / e.Members])],
            Operator.EnsembleOutputs e => [.. Enumerable.Range(0, e.Features).Select(o => MeanOfMembers(e, o, shape, x, weights))],
            Operator.BatchNorm b => PerChannel(shape, x, (v, c) => ((v - weights[WeightRole.RunningMean][c]) / Math.Sqrt(weights[WeightRole.RunningVariance][c] + b.Epsilon) * weights[WeightRole.Scale][c]) + weights[WeightRole.Shift][c]),
            Operator.LayerNorm l => LayerNorm(l, shape, x, weights),
            Operator.Activation a => [.. x.Select(v => Activate(a.Function, v))],
            Operator.Pool p => Pool(p, shape, node.Shape, x),
            Operator.GlobalPool g => [.. x.Chunk(x.Length / shape.Width).Select(plane => g.Kind == PoolKind.Max ? plane.Max() : plane.Average())],
            Operator.Zero => new double[node.Shape.Count],
            Operator.Add => [.. x.Select((_, i) => inputs.Sum(input => input[i]))],
            Operator.Multiply => inputs[1].Length == x.Length ? [.. x.Select((v, i) => v * inputs[1][i])] : PerChannel(shape, x, (v, c) => v * inputs[1][c]),
            Operator.Concat => [.. inputs.SelectMany(input => input)],
            Operator.BackboneFeatures b => x[b.First..(b.First + b.Features)],
            Operator.Slice s => x[(s.First * (int)(node.Shape.Count / s.Channels))..((s.First + s.Channels) * (int)(node.Shape.Count / s.Channels))],
            Operator.PadChannels => [.. x, .. new double[node.Shape.Count - x.Length]],
            Operator.Identity or Operator.Dropout or Operator.Flatten => x,
            _ => throw new NotSupportedException(node.Operator.ToString()),
        };
    }

    private static double[] PerChannel(TensorShape shape, double[] x, Func<double, int, double> function)
    {
        var plane = x.Length / shape.Width;
        return [.. x.Select((v, i) => function(v, i / plane))];
    }

    private static double[] LayerNorm(Operator.LayerNorm norm, TensorShape shape, double[] x, Dictionary<WeightRole, double[]> weights)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + norm.Epsilon);
        return PerChannel(shape, x, (v, c) => ((v - mean) / deviation * weights[WeightRole.Scale][c]) + weights[WeightRole.Shift][c]);
    }

    private static double[] Convolve(Operator.Convolution c, TensorShape input, TensorShape output, double[] x, double[] kernel, double[]? bias)
    {
        var (height, width) = (input.Size(Axis.Height), input.Size(Axis.Width));
        var (rows, columns) = (output.Size(Axis.Height), output.Size(Axis.Width));
        var (inGroup, outGroup) = (input.Width / c.Groups, c.Channels / c.Groups);
        var y = new double[output.Count];
        for (var o = 0; o < c.Channels; o++)
            for (var r = 0; r < rows; r++)
                for (var q = 0; q < columns; q++)
                {
                    var sum = bias?[o] ?? 0;
                    for (var i = 0; i < inGroup; i++)
                        for (var a = 0; a < c.Kernel; a++)
                            for (var b = 0; b < c.Kernel; b++)
                            {
                                var (row, column) = ((r * c.Stride) - c.Padding + (a * c.Dilation), (q * c.Stride) - c.Padding + (b * c.Dilation));
                                if (row < 0 || row >= height || column < 0 || column >= width)
                                    continue;
                                var channel = (o / outGroup * inGroup) + i;
                                sum += x[(((channel * height) + row) * width) + column] * kernel[(((((o * inGroup) + i) * c.Kernel) + a) * c.Kernel) + b];
                            }

                    y[(((o * rows) + r) * columns) + q] = sum;
                }

        return y;
    }

    private static double[] Pool(Operator.Pool p, TensorShape input, TensorShape output, double[] x)
    {
        var (height, width) = (input.Size(Axis.Height), input.Size(Axis.Width));
        var (rows, columns) = (output.Size(Axis.Height), output.Size(Axis.Width));
        var y = new double[output.Count];
        for (var i = 0; i < y.Length; i++)
        {
            var (channel, r, q) = (i / (rows * columns), i / columns % rows, i % columns);
            var window = new List<double>();
            for (var row = Math.Max(0, (r * p.Stride) - p.Padding); row < Math.Min(height, (r * p.Stride) - p.Padding + p.Kernel); row++)
                for (var column = Math.Max(0, (q * p.Stride) - p.Padding); column < Math.Min(width, (q * p.Stride) - p.Padding + p.Kernel); column++)
                    window.Add(x[(((channel * height) + row) * width) + column]);
            y[i] = p.Kind == PoolKind.Max ? window.Max() : window.Average();
        }

        return y;
    }

    private static double Activate(ActivationFunction function, double x) => function switch
    {
        ActivationFunction.Relu => Math.Max(0, x),
        ActivationFunction.HardSwish => x * Math.Clamp(x + 3, 0, 6) / 6,
        ActivationFunction.HardSigmoid => Math.Clamp(x + 3, 0, 6) / 6,
        ActivationFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationFunction.Silu => x / (1 + Math.Exp(-x)),
        ActivationFunction.Gelu => x / (1 + Math.Exp(-1.702 * x)), // an approximation: the same on both sides
        ActivationFunction.Tanh => Math.Tanh(x),
        _ => throw new NotSupportedException(function.ToString()),
    };
}
