using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Torch.Native;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Nascent.Torch.Modules.Operators;

/// <summary>What each operator computes, in libtorch's operations.</summary>
internal static class OperatorForward
{
    private static readonly TorchSharp.Scalar LeakySlope = TorchSharp.ScalarExtensionMethods.ToScalar(0.01);

    /// <summary>The output of an operator of one input.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="x">(batch, channels, height, width) or (batch, features).</param>
    /// <param name="w">Its weights.</param>
    /// <param name="training">Whether batch statistics are used.</param>
    /// <param name="inPlace">Whether the input may be overwritten.</param>
    public static Tensor Apply(Operator op, Tensor x, OperatorWeights w, bool training, bool inPlace) => op switch
    {
        Operator.Convolution c => F.conv2d(x, w.Weight!, w.Bias, [c.Stride, c.Stride], [c.Padding, c.Padding], [c.Dilation, c.Dilation], c.Groups),
        Operator.Linear => F.linear(x, w.Weight!, w.Bias),
        Operator.BatchNorm n => F.batch_norm(x, w.RunningMean, w.RunningVariance, w.Weight, w.Bias, training, n.Momentum, n.Epsilon),
        Operator.LayerNorm n => F.group_norm(x, 1, w.Weight, w.Bias, n.Epsilon),
        Operator.Activation a => Activate(a.Function, x, inPlace),
        Operator.Pool { Kind: PoolKind.Max } p => F.max_pool2d(x, [p.Kernel, p.Kernel], [p.Stride, p.Stride], [p.Padding, p.Padding]),
        Operator.Pool p => F.avg_pool2d(x, [p.Kernel, p.Kernel], [p.Stride, p.Stride], [p.Padding, p.Padding], count_include_pad: false),
        Operator.GlobalPool { Kind: PoolKind.Max } => x.amax([2, 3], keepdim: true),
        Operator.GlobalPool => x.mean([2, 3], keepdim: true),
        Operator.Zero z => z.Stride == 1 ? x.mul(Scalars.Zero) : x[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(step: z.Stride), TensorIndex.Slice(step: z.Stride)].mul(Scalars.Zero),
        Operator.Identity => x,
        Operator.Flatten => x.flatten(1),
        Operator.Resize r => F.interpolate(x, [r.Height, r.Width], mode: InterpolationMode.Bilinear, align_corners: false),
        Operator.Slice s => x.narrow(1, s.First, s.Channels),
        Operator.PadChannels p => F.pad(x, x.dim() == 4 ? [0, 0, 0, 0, 0, p.Channels - x.shape[1]] : [0, p.Channels - x.shape[1]]),
        _ => throw new InvalidOperationException($"No module for operator {op.GetType().Name}."),
    };

    /// <summary>The sum of two values or more.</summary>
    public static Tensor Sum(Tensor[] inputs)
    {
        if (inputs.Length == 1)
            return inputs[0];
        var sum = inputs[0].add(inputs[1], Scalars.One);
        for (var i = 2; i < inputs.Length; i++)
            sum.add_(inputs[i], Scalars.One);
        return sum;
    }

    /// <summary>Sets elements to zero with probability <paramref name="rate"/> and scales the others up.</summary>
    public static Tensor Drop(Tensor x, double rate, Seed key)
    {
        using var generator = new Generator(key.Value, x.device);
        Tensor mask;
        using (no_grad())
            mask = empty_like(x).bernoulli_(1 - rate, generator).Over(1 - rate);
        return x * mask;
    }

    private static Tensor Activate(ActivationFunction function, Tensor x, bool inPlace) => function switch
    {
        ActivationFunction.Relu => inPlace ? x.relu_() : x.relu(),
        ActivationFunction.Relu6 => F.relu6(x),
        ActivationFunction.LeakyRelu => inPlace ? x.leaky_relu_(LeakySlope) : x.leaky_relu(LeakySlope),
        ActivationFunction.Elu => x.relu().Plus(x.neg().relu_().neg().expm1_()),
        ActivationFunction.Silu => F.silu(x),
        ActivationFunction.Gelu => F.gelu(x),
        ActivationFunction.HardSwish => F.hardswish(x),
        ActivationFunction.Sigmoid => inPlace ? x.sigmoid_() : x.sigmoid(),
        ActivationFunction.HardSigmoid => F.hardsigmoid(x),
        ActivationFunction.Tanh => inPlace ? x.tanh_() : x.tanh(),
        _ => throw new InvalidOperationException($"No module for activation {function}."),
    };
}
