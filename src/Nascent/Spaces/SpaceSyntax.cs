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
    /// <param name="low">The lowest.</param>
    /// <param name="high">The highest; at least <paramref name="low"/>.</param>
    /// <param name="step">The distance between neighbours, at least 1; the highest is an option only where the steps reach it.</param>
    public static Choice<int> Between(int low, int high, int step = 1) => new IntegerRange(low, high, step);

    /// <summary>Blocks one after another.</summary>
    public static Block Chain(params ReadOnlySpan<Block> blocks) => new Block.Chain(ValueArray.Create(blocks));

    /// <summary>A block written with a builder.</summary>
    public static Block Block(Func<BlockBuilder, BlockBuilder> body) => body(new BlockBuilder()).Build();

    /// <summary>A convolution; what is left out is inherited.</summary>
    /// <param name="channels">Output channels, at least 1; null to inherit the width, or else to keep the input's.</param>
    /// <param name="kernel">The side of the kernel, at least 1; null for 3.</param>
    /// <param name="stride">The step, at least 1; null to take the stride that waits, or else 1.</param>
    /// <param name="groups">Groups, which must divide input and output channels; null for 1.</param>
    /// <param name="dilation">The distance between the kernel's elements, at least 1; null for 1.</param>
    /// <param name="norm">The normalisation; null to inherit it.</param>
    /// <param name="activation">The activation; null to inherit it, <see cref="Linearly"/> for none.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.Convolution Conv(
        Choice<int>? channels = null, Choice<int>? kernel = null, Choice<int>? stride = null, Choice<int>? groups = null, Choice<int>? dilation = null,
        Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null, string name = "conv") =>
        new(name) { Channels = channels, Kernel = kernel ?? 3, Stride = stride, Groups = groups ?? 1, Dilation = dilation ?? 1, Norm = norm, Activation = activation };

    /// <summary>A depthwise-separable convolution; what is left out is inherited.</summary>
    /// <param name="channels">Output channels, at least 1; null to inherit the width, or else to keep the input's.</param>
    /// <param name="kernel">The side of the depthwise kernel, at least 1; null for 3.</param>
    /// <param name="stride">The step of the depthwise convolution, at least 1; null to take the stride that waits, or else 1.</param>
    /// <param name="norm">The normalisation; null to inherit it.</param>
    /// <param name="activation">The activation; null to inherit it, <see cref="Linearly"/> for none.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.Separable Separable(
        Choice<int>? channels = null, Choice<int>? kernel = null, Choice<int>? stride = null,
        Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null, string name = "separable") =>
        new(name) { Channels = channels, Kernel = kernel ?? 3, Stride = stride, Norm = norm, Activation = activation };

    /// <summary>An inverted bottleneck; what is left out is inherited.</summary>
    /// <param name="channels">Output channels, at least 1; null to inherit the width, or else to keep the input's.</param>
    /// <param name="kernel">The side of the depthwise kernel, at least 1; null for 3.</param>
    /// <param name="stride">The step of the depthwise convolution, at least 1; null to take the stride that waits, or else 1.</param>
    /// <param name="expand">How many times wider than the input the middle is, at least 1; null for 6.</param>
    /// <param name="squeezeExcite">Whether there is squeeze-and-excitation, with a quarter of the middle's channels; null for no.</param>
    /// <param name="norm">The normalisation; null to inherit it.</param>
    /// <param name="activation">The activation; null to inherit it, <see cref="Linearly"/> for none.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
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
    /// <param name="features">Output features, at least 1; null to inherit the width, or else to keep the input's.</param>
    /// <param name="norm">The normalisation; null to inherit it.</param>
    /// <param name="activation">The activation; null to inherit it, <see cref="Linearly"/> for none.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.Linear Linear(
        Choice<int>? features = null, Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null, string name = "linear") =>
        new(name) { Features = features, Norm = norm, Activation = activation };

    /// <summary>Several functions of each feature by itself, in the place of the feature (Gorishniy et al. 2022).</summary>
    /// <param name="size">Functions of a feature, at least 1; null for 8.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.FeatureEmbedding FeatureEmbedding(Choice<int>? size = null, string name = "feature_embedding") => new(name) { Size = size ?? 8 };

    /// <summary>Each feature and periodic functions of it (Gorishniy et al. 2022).</summary>
    /// <param name="size">Functions of a feature, at least 1; null for 16.</param>
    /// <param name="frequency">Periods for one unit of a feature, in the range [0, 1); null for 0.4.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.PeriodicEmbedding PeriodicEmbedding(Choice<int>? size = null, Choice<double>? frequency = null, string name = "periodic_embedding") =>
        new(name) { Size = size ?? 16, Frequency = frequency ?? 0.4 };

    /// <summary>The rest of the network becomes an ensemble, whose members share all weights but those of their inputs and outputs (Gorishniy, Kotelnikov and Babenko 2024).</summary>
    /// <param name="members">How many members, at least 1; null for 8.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.Ensemble Ensemble(Choice<int>? members = null, string name = "ensemble") => new(name) { Members = members ?? 8 };

    /// <summary>What a frozen network gives at one of its places.</summary>
    /// <param name="first">The number of the first feature, counted from 0.</param>
    /// <param name="features">How many features, at least 1.</param>
    /// <param name="parameters">Weights of the frozen network up to the place.</param>
    /// <param name="kiloMacs">Thousands of its multiply-accumulates up to the place.</param>
    /// <param name="peakBytes">Bytes of its peak activation memory up to the place.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.BackboneFeatures BackboneFeatures(int first, int features, int parameters, int kiloMacs, int peakBytes, string name = "backbone_features") =>
        new(name) { First = first, Features = features, Parameters = parameters, KiloMacs = kiloMacs, PeakBytes = peakBytes };

    /// <summary>Pooling over a window; a stride that is left out is inherited.</summary>
    /// <param name="kind">How the window is joined; null for its largest element.</param>
    /// <param name="kernel">The side of the window, at least 1; null for 3.</param>
    /// <param name="stride">The step, at least 1; null to take the stride that waits, or else 1.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.Pool Pool(Choice<PoolKind>? kind = null, Choice<int>? kernel = null, Choice<int>? stride = null, string name = "pool") =>
        new(name) { Kind = kind ?? PoolKind.Max, Kernel = kernel ?? 3, Stride = stride };

    /// <summary>An activation by itself.</summary>
    /// <param name="function">Which; null to inherit it, <see cref="Linearly"/> for none.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.Activate Activate(Choice<ActivationFunction?>? function = null, string name = "act") => new(name) { Activation = function };

    /// <summary>Dropout.</summary>
    /// <param name="rate">The share of elements set to zero while training, in the range [0, 1).</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.Dropout Dropout(Choice<double> rate, string name = "dropout") => new(name) { Rate = rate };

    /// <summary>Scheduled drop path.</summary>
    /// <param name="rate">The probability that all of a sample is dropped at the end of training, in the range [0, 1).</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public static Block.DropPath DropPath(Choice<double> rate, string name = "drop_path") => new(name) { Rate = rate };
}
