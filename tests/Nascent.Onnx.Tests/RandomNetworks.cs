using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;

namespace Nascent.Onnx.Tests;

/// <summary>Small random networks that use every operator.</summary>
internal static class RandomNetworks
{
    private const int MaxChannels = 12;
    private const int MaxSide = 10;

    public static Fixture OfImages(ulong key)
    {
        var seed = new Seed(key);
        var random = seed.Derive("image network").Stream();
        return Fixture.OfImages(seed, 1 + (2 * random.NextInt(2)), 3 + random.NextInt(7), 3 + random.NextInt(7), (net, image) =>
        {
            List<NodePath> values = [image];
            var steps = 3 + random.NextInt(12);
            for (var i = 0; i < steps; i++)
                values.Add(AddToImage(net, random, values, new NodePath("body").At(i)));
            return values[^1];
        }, samples: 2);
    }

    public static Fixture OfTables(ulong key)
    {
        var seed = new Seed(key);
        var random = seed.Derive("table network").Stream();
        return Fixture.OfTable(seed, (net, columns) =>
        {
            List<NodePath> values = [columns];
            var steps = 2 + random.NextInt(8);
            for (var i = 0; i < steps; i++)
                values.Add(AddToVector(net, random, values, new NodePath("body").At(i)));
            return values[^1];
        });
    }

    private static NodePath AddToImage(ArchitectureBuilder net, RandomStream random, List<NodePath> values, NodePath path)
    {
        var x = random.NextInt(3) > 0 ? values[^1] : random.Choose(values);
        var shape = net.ShapeOf(x);
        var (channels, side) = (shape.Width, Math.Min(shape.Size(Axis.Height), shape.Size(Axis.Width)));
        switch (random.NextInt(13))
        {
            case 0:
                return net.Add(path, Convolution(random, channels), x);
            case 1:
                return net.Add(path, new Operator.BatchNorm(), net.Add(path.Child("conv"), Convolution(random, channels), x));
            case 2:
                return net.Add(path, new Operator.BatchNorm(), x);
            case 3:
                return net.Add(path, new Operator.LayerNorm(0.01), x);
            case 4:
                return net.Add(path, new Operator.Activation(random.Choose(Enum.GetValues<ActivationFunction>())), x);
            case 5:
                var kernel = 1 + random.NextInt(Math.Min(3, side));
                return net.Add(path, new Operator.Pool(random.Choose(Enum.GetValues<PoolKind>()), kernel, 1 + random.NextInt(2), kernel / 2), x);
            case 6:
                return net.Add(path, random.NextInt(2) == 0 ? new Operator.Zero(1 + random.NextInt(2)) : new Operator.Identity(), x);
            case 7:
                return net.Add(path, new Operator.Dropout(0.3), x);
            case 8:
                return net.Add(path, new Operator.Add(), [x, .. values.Where(other => net.ShapeOf(other).Equals(shape)).Take(random.NextInt(4))]);
            case 9:
                var pooled = net.Add(path.Child("squeeze"), new Operator.GlobalPool(random.Choose(Enum.GetValues<PoolKind>())), x);
                return net.Add(path, new Operator.Multiply(), x, net.Add(path.Child("gate"), new Operator.Activation(ActivationFunction.Sigmoid), pooled));
            case 10:
                var others = values.Where(other => net.ShapeOf(other).WithWidth(channels).Equals(shape)).Take(2);
                return net.Add(path.Child("narrow"), new Operator.Slice(Math.Min(channels, MaxChannels)), net.Add(path, new Operator.Concat(), [x, .. others]));
            case 11:
                return net.Add(path, new Operator.Resize(1 + random.NextInt(MaxSide), 1 + random.NextInt(MaxSide)), x);
            default:
                return random.NextInt(2) == 0
                    ? net.Add(path, new Operator.Slice(1 + random.NextInt(channels)), x)
                    : net.Add(path, new Operator.PadChannels(Math.Max(channels, 1 + random.NextInt(MaxChannels))), x);
        }
    }

    private static NodePath AddToVector(ArchitectureBuilder net, RandomStream random, List<NodePath> values, NodePath path)
    {
        var x = random.NextInt(3) > 0 ? values[^1] : random.Choose(values);
        var features = net.ShapeOf(x).Width;
        NodePath[] alike = [.. values.Where(other => net.ShapeOf(other).Width == features)];
        return random.NextInt(15) switch
        {
            14 => net.Add(path, new Operator.EnsembleOutputs(1 + random.NextInt(MaxChannels)), net.Add(path.Child("each"), new Operator.Convolution(4, 1, 1, 0, 1, 1, true),
                net.Add(path.Child("inputs"), new Operator.EnsembleInputs(1 + random.NextInt(3)), x))),
            13 => net.Add(path.Child("narrow"), new Operator.Slice(Math.Min(features, MaxChannels)), net.Add(path, new Operator.PeriodicEmbedding(1 + random.NextInt(3), 0.4), x)),
            12 => net.Add(path.Child("narrow"), new Operator.Slice(Math.Min(features, MaxChannels)), net.Add(path, new Operator.FeatureEmbedding(1 + random.NextInt(3)), x)),
            10 => net.Add(path, Stumps(1 + random.NextInt(MaxChannels), 1 + random.NextInt(9)), x),
            0 => net.Add(path, new Operator.Linear(1 + random.NextInt(MaxChannels), random.NextInt(2) == 0), x),
            1 => net.Add(path, new Operator.BatchNorm(), net.Add(path.Child("linear"), new Operator.Linear(1 + random.NextInt(MaxChannels), random.NextInt(2) == 0), x)),
            2 => net.Add(path, new Operator.BatchNorm(), x),
            3 => net.Add(path, new Operator.LayerNorm(0.01), x),
            4 => net.Add(path, new Operator.Activation(random.Choose(Enum.GetValues<ActivationFunction>())), x),
            5 => net.Add(path, new Operator.Dropout(0.3), x),
            6 => net.Add(path, new Operator.Add(), [x, .. alike.Take(random.NextInt(4))]),
            7 => net.Add(path, new Operator.Multiply(), x, net.Add(path.Child("gate"), new Operator.Activation(ActivationFunction.Tanh), random.Choose(alike))),
            8 => net.Add(path.Child("narrow"), new Operator.Slice(Math.Min(features, MaxChannels)), net.Add(path, new Operator.Concat(), [x, .. values.Take(2)])),
            9 => net.Add(path, new Operator.Zero(), x),
            _ => random.NextInt(2) == 0
                ? net.Add(path, new Operator.Slice(1 + random.NextInt(features)), x)
                : net.Add(path, new Operator.PadChannels(Math.Max(features, 1 + random.NextInt(MaxChannels))), x),
        };
    }

    private static Operator.TreeEnsemble Stumps(int outputs, int count) => new(outputs, count, 3 * count, 1);

    private static Operator.Convolution Convolution(RandomStream random, int channels)
    {
        var depthwise = random.NextInt(3) == 0;
        var grouped = channels % 2 == 0 && random.NextInt(3) == 0;
        var (kernel, dilation) = (1 + (2 * random.NextInt(3)), 1 + random.NextInt(2));
        var groups = depthwise ? channels : grouped ? 2 : 1;
        var outputs = depthwise ? channels : groups * (1 + random.NextInt(MaxChannels / groups));
        return new Operator.Convolution(outputs, kernel, 1 + random.NextInt(2), dilation * (kernel - 1) / 2, dilation, groups, random.NextInt(2) == 0);
    }
}
