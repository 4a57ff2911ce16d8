using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Torch.Tests;

/// <summary>Small networks for tests.</summary>
internal static class Networks
{
    public static Operator.Convolution Conv(int channels, int kernel = 3, int stride = 1, int groups = 1, bool bias = false, int? padding = null) =>
        new(channels, kernel, stride, padding ?? kernel / 2, 1, groups, bias);

    /// <summary>Convolution, norm and ReLU a stage, each half the size of the one before, then a classifier.</summary>
    public static Architecture Cnn(int channels, int side, int classes, params int[] widths)
    {
        var net = new ArchitectureBuilder("cnn");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(channels, side, side)));
        for (var i = 0; i < widths.Length; i++)
            x = ConvNormAct(net, $"stage[{i}]", x, Conv(widths[i], stride: i == 0 ? 1 : 2));
        return Finish(net, x, classes);
    }

    public static Architecture Mlp(int features, int outputs, params int[] widths)
    {
        var net = new ArchitectureBuilder("mlp");
        var x = net.Input("columns", TensorType.Float(TensorShape.Features(features)));
        for (var i = 0; i < widths.Length; i++)
        {
            x = net.Add(new($"layer[{i}].linear"), new Operator.Linear(widths[i], true), x);
            x = net.Add(new($"layer[{i}].act"), new Operator.Activation(ActivationFunction.Relu), x);
        }

        net.Output("scores", net.Add(new("head"), new Operator.Linear(outputs, true), x));
        return net.Build();
    }

    /// <summary>Convolutions without normalisation, which a high learning rate blows up.</summary>
    public static Architecture WithoutNorm()
    {
        var net = new ArchitectureBuilder("plain");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(1, 12, 12)));
        x = net.Add(new("conv"), Conv(8, bias: true), x);
        return Finish(net, net.Add(new("act"), new Operator.Activation(ActivationFunction.Relu), x), 4);
    }

    public static NodePath ConvNormAct(ArchitectureBuilder net, string path, NodePath x, Operator.Convolution conv, ActivationFunction act = ActivationFunction.Relu)
    {
        x = net.Add(new($"{path}.conv"), conv, x);
        x = net.Add(new($"{path}.norm"), new Operator.BatchNorm(), x);
        return net.Add(new($"{path}.act"), new Operator.Activation(act), x);
    }

    public static Architecture Finish(ArchitectureBuilder net, NodePath x, int classes)
    {
        x = net.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), x);
        x = net.Add(new("flatten"), new Operator.Flatten(), x);
        net.Output("scores", net.Add(new("head"), new Operator.Linear(classes, true), x));
        return net.Build();
    }
}
