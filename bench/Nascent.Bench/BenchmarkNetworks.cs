using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Bench;

/// <summary>The networks whose training step is measured; bench/peers/pytorch_training_step.py holds the same.</summary>
internal static class BenchmarkNetworks
{
    public static readonly (string Name, int Channels, int Side, int Batch, Func<Architecture> Make)[] All =
    [
        ("small-cnn", 1, 28, 128, SmallCnn),
        ("inverted-bottleneck", 3, 32, 128, InvertedBottlenecks),
        ("nas-bench-201", 3, 32, 64, NasBench201),
        ("tiny", 1, 28, 128, Tiny),
    ];

    /// <summary>The network of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static (string Name, int Channels, int Side, int Batch, Func<Architecture> Make) Named(string name) =>
        All.FirstOrDefault(known => known.Name == name) is { Name: not null } found ? found : throw NascentException.UnknownName("network", name, All.Select(known => known.Name));

    /// <summary>conv 16 · pool · conv 32 · pool · conv 64, each with norm and ReLU; mean; 10 classes.</summary>
    private static Architecture SmallCnn()
    {
        var (net, x) = Start("small-cnn", 1, 28);
        x = ConvNorm(net, "a", x, 16, 3, 1, 1, ActivationFunction.Relu);
        x = net.Add(new("a.pool"), new Operator.Pool(PoolKind.Max, 2, 2, 0), x);
        x = ConvNorm(net, "b", x, 32, 3, 1, 1, ActivationFunction.Relu);
        x = net.Add(new("b.pool"), new Operator.Pool(PoolKind.Max, 2, 2, 0), x);
        x = ConvNorm(net, "c", x, 64, 3, 1, 1, ActivationFunction.Relu);
        return Finish(net, x);
    }

    /// <summary>conv 8 stride 2 · conv 16 stride 2: a network whose arithmetic is next to nothing.</summary>
    private static Architecture Tiny()
    {
        var (net, x) = Start("tiny", 1, 28);
        x = ConvNorm(net, "a", x, 8, 3, 2, 1, ActivationFunction.Relu);
        x = ConvNorm(net, "b", x, 16, 3, 2, 1, ActivationFunction.Relu);
        return Finish(net, x);
    }

    /// <summary>conv 16 · inverted bottlenecks (expansion 4, ReLU6) 24 stride 2, 24, 40 stride 2, 40 · conv 1×1 128.</summary>
    private static Architecture InvertedBottlenecks()
    {
        var (net, x) = Start("inverted-bottleneck", 3, 32);
        x = ConvNorm(net, "stem", x, 16, 3, 1, 1, ActivationFunction.Relu6);
        foreach (var (i, (width, stride)) in new[] { (24, 2), (24, 1), (40, 2), (40, 1) }.Index())
        {
            var (path, from, inner) = ($"block[{i}]", x, 4 * net.ShapeOf(x).Width);
            var y = ConvNorm(net, $"{path}.expand", x, inner, 1, 1, 1, ActivationFunction.Relu6);
            y = ConvNorm(net, $"{path}.depthwise", y, inner, 3, stride, inner, ActivationFunction.Relu6);
            x = ConvNorm(net, $"{path}.project", y, width, 1, 1, 1, null);
            if (net.ShapeOf(x).Equals(net.ShapeOf(from)))
                x = net.Add(new($"{path}.add"), new Operator.Add(), x, from);
        }

        return Finish(net, ConvNorm(net, "head.conv", x, 128, 1, 1, 1, ActivationFunction.Relu6));
    }

    /// <summary>The macro network of NAS-Bench-201 with one cell a stage, 16-32-64 channels; the cell has five 3×3 convolutions and a skip.</summary>
    private static Architecture NasBench201()
    {
        var (net, x) = Start("nas-bench-201", 3, 32);
        x = ConvNorm(net, "stem", x, 16, 3, 1, 1, null);
        foreach (var (i, width) in new[] { 16, 32, 64 }.Index())
        {
            if (i > 0)
                x = Reduction(net, $"reduction[{i}]", x, width);
            x = Cell(net, $"cell[{i}]", x, width);
        }

        x = net.Add(new("last.norm"), new Operator.BatchNorm(), x);
        return Finish(net, net.Add(new("last.act"), new Operator.Activation(ActivationFunction.Relu), x));
    }

    private static NodePath Cell(ArchitectureBuilder net, string path, NodePath x, int width)
    {
        NodePath Edge(string edge, NodePath from) =>
            ConvNorm(net, $"{path}.{edge}", net.Add(new($"{path}.{edge}.act"), new Operator.Activation(ActivationFunction.Relu), from), width, 3, 1, 1, null);
        var one = Edge("0-1", x);
        var two = net.Add(new($"{path}.2"), new Operator.Add(), Edge("0-2", x), Edge("1-2", one));
        return net.Add(new($"{path}.3"), new Operator.Add(), x, Edge("1-3", one), Edge("2-3", two));
    }

    private static NodePath Reduction(ArchitectureBuilder net, string path, NodePath x, int width)
    {
        var a = net.Add(new($"{path}.a.act"), new Operator.Activation(ActivationFunction.Relu), x);
        a = ConvNorm(net, $"{path}.a", a, width, 3, 2, 1, null);
        a = net.Add(new($"{path}.b.act"), new Operator.Activation(ActivationFunction.Relu), a);
        a = ConvNorm(net, $"{path}.b", a, width, 3, 1, 1, null);
        var shortcut = net.Add(new($"{path}.shortcut.pool"), new Operator.Pool(PoolKind.Average, 2, 2, 0), x);
        shortcut = net.Add(new($"{path}.shortcut.conv"), new Operator.Convolution(width, 1, 1, 0, 1, 1, false), shortcut);
        return net.Add(new($"{path}.add"), new Operator.Add(), a, shortcut);
    }

    private static (ArchitectureBuilder Net, NodePath Input) Start(string name, int channels, int side)
    {
        var net = new ArchitectureBuilder(name);
        return (net, net.Input("image", TensorType.Float(TensorShape.Image(channels, side, side))));
    }

    private static NodePath ConvNorm(ArchitectureBuilder net, string path, NodePath x, int channels, int kernel, int stride, int groups, ActivationFunction? act)
    {
        x = net.Add(new($"{path}.conv"), new Operator.Convolution(channels, kernel, stride, kernel / 2, 1, groups, false), x);
        x = net.Add(new($"{path}.norm"), new Operator.BatchNorm(), x);
        return act is { } function ? net.Add(new($"{path}.act2"), new Operator.Activation(function), x) : x;
    }

    private static Architecture Finish(ArchitectureBuilder net, NodePath x)
    {
        x = net.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), x);
        net.Output("scores", net.Add(new("head"), new Operator.Linear(10, true), net.Add(new("flatten"), new Operator.Flatten(), x)));
        return net.Build();
    }
}
