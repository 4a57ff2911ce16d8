using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Spaces;

/// <summary>The words in which spaces are written as programs: <c>using static Nascent.Spaces.SpaceSyntax;</c>.</summary>
public static class SpaceSyntax
{
    /// <summary>The rectified linear unit.</summary>
    public static readonly ActivationFunction? Relu = ActivationFunction.Relu;

    /// <summary>The rectified linear unit, at most 6.</summary>
    public static readonly ActivationFunction? Relu6 = ActivationFunction.Relu6;

    /// <summary>The leaky rectified linear unit.</summary>
    public static readonly ActivationFunction? LeakyRelu = ActivationFunction.LeakyRelu;

    /// <summary>The exponential linear unit.</summary>
    public static readonly ActivationFunction? Elu = ActivationFunction.Elu;

    /// <summary>x · sigmoid(x).</summary>
    public static readonly ActivationFunction? Silu = ActivationFunction.Silu;

    /// <summary>x · Φ(x).</summary>
    public static readonly ActivationFunction? Gelu = ActivationFunction.Gelu;

    /// <summary>The cheap form of SiLU.</summary>
    public static readonly ActivationFunction? HardSwish = ActivationFunction.HardSwish;

    /// <summary>No activation.</summary>
    public static ActivationFunction? Linearly => null;

    /// <summary>Present or not: an open truth value.</summary>
    public static Choice<bool> Optional { get; } = Choice.OneOf(false, true);

    /// <summary>The input, made to fit where the stride or the width changes.</summary>
    public static Block Skip { get; } = new Block.Skip();

    /// <summary>No connection.</summary>
    public static Block Zero { get; } = new Block.Zero();

    /// <summary>A choice between values.</summary>
    public static Choice<T> OneOf<T>(params ReadOnlySpan<T> values) => Choice.OneOf(values);

    /// <summary>A choice between the integers from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static Choice<int> Between(int low, int high, int step = 1) => new IntegerRange(low, high, step);

    /// <summary>Blocks one after another.</summary>
    public static Block Chain(params ReadOnlySpan<Block> blocks) => new Block.Chain(ValueArray.Create(blocks));

    /// <summary>A block written with a builder.</summary>
    public static Block Block(Func<BlockBuilder, BlockBuilder> body) => body(new BlockBuilder()).Build();

    /// <summary>A convolution; what is left out is inherited.</summary>
    public static Block.Convolution Conv(
        Choice<int>? channels = null, Choice<int>? kernel = null, Choice<int>? stride = null, Choice<int>? groups = null, Choice<int>? dilation = null,
        Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null, string name = "conv") =>
        new(name) { Channels = channels, Kernel = kernel ?? 3, Stride = stride, Groups = groups ?? 1, Dilation = dilation ?? 1, Norm = norm, Activation = activation };

    /// <summary>A depthwise-separable convolution; what is left out is inherited.</summary>
    public static Block.Separable Separable(
        Choice<int>? channels = null, Choice<int>? kernel = null, Choice<int>? stride = null,
        Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null, string name = "separable") =>
        new(name) { Channels = channels, Kernel = kernel ?? 3, Stride = stride, Norm = norm, Activation = activation };

    /// <summary>An inverted bottleneck; what is left out is inherited.</summary>
    public static Block.InvertedBottleneck InvertedBottleneck(
        Choice<int>? channels = null, Choice<int>? kernel = null, Choice<int>? stride = null, Choice<int>? expand = null, Choice<bool>? squeezeExcite = null,
        Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null, string name = "inverted_bottleneck") =>
        new(name)
        {
            Channels = channels,
            Kernel = kernel ?? 3,
            Stride = stride,
            Expand = expand ?? 6,
            SqueezeExcite = squeezeExcite ?? false,
            Norm = norm,
            Activation = activation,
        };

    /// <summary>A fully connected layer; what is left out is inherited.</summary>
    public static Block.Linear Linear(
        Choice<int>? features = null, Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null, string name = "linear") =>
        new(name) { Features = features, Norm = norm, Activation = activation };

    /// <summary>Pooling over a window; a stride that is left out is inherited.</summary>
    public static Block.Pool Pool(Choice<PoolKind>? kind = null, Choice<int>? kernel = null, Choice<int>? stride = null, string name = "pool") =>
        new(name) { Kind = kind ?? PoolKind.Max, Kernel = kernel ?? 3, Stride = stride };

    /// <summary>An activation by itself.</summary>
    public static Block.Activate Activate(Choice<ActivationFunction?>? function = null, string name = "act") => new(name) { Activation = function };

    /// <summary>Dropout.</summary>
    public static Block.Dropout Dropout(Choice<double> rate, string name = "dropout") => new(name) { Rate = rate };
}
