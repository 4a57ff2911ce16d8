namespace Nascent.Architectures;

/// <summary>A primitive operator of a network: a closed set, which costs, modules, export and drawings all read.</summary>
/// <remarks>
/// Composite blocks (depthwise-separable convolution, inverted bottleneck, squeeze-and-excitation) resolve to these. Shapes are given
/// without the batch. All convolutions and poolings are two-dimensional with square kernels; pads are symmetric.
/// </remarks>
public abstract record Operator
{
    private Operator()
    {
    }

    /// <summary>2-D convolution: (in, h, w) → (<paramref name="Channels"/>, h', w') with h' = ⌊(h + 2·pad − dilation·(kernel − 1) − 1) / stride⌋ + 1.</summary>
    /// <param name="Channels">Output channels, at least 1, divisible by <paramref name="Groups"/>.</param>
    /// <param name="Kernel">Side of the kernel, at least 1.</param>
    /// <param name="Stride">Step, at least 1.</param>
    /// <param name="Padding">Zeros on every side.</param>
    /// <param name="Dilation">Distance between kernel elements, at least 1.</param>
    /// <param name="Groups">Groups; equal to the input channels for a depthwise convolution.</param>
    /// <param name="Bias">Whether a bias is added.</param>
    public sealed record Convolution(int Channels, int Kernel, int Stride, int Padding, int Dilation, int Groups, bool Bias) : Operator;

    /// <summary>Fully connected layer on the last axis: (features) → (<paramref name="Features"/>).</summary>
    /// <param name="Features">Output features, at least 1.</param>
    /// <param name="Bias">Whether a bias is added.</param>
    public sealed record Linear(int Features, bool Bias) : Operator;

    /// <summary>Batch normalisation over the channels or features (Ioffe and Szegedy 2015), with scale and shift.</summary>
    /// <param name="Epsilon">Added to the variance.</param>
    /// <param name="Momentum">Weight of the newest batch in the running statistics.</param>
    public sealed record BatchNorm(double Epsilon = 1e-5, double Momentum = 0.1) : Operator;

    /// <summary>Layer normalisation over all axes but the batch (Ba et al. 2016), with a scale and a shift for each channel or feature.</summary>
    /// <remarks>For images this is group normalisation with one group: one scale and shift a channel, so that it works at any resolution.</remarks>
    /// <param name="Epsilon">Added to the variance.</param>
    public sealed record LayerNorm(double Epsilon = 1e-5) : Operator;

    /// <summary>A pointwise function.</summary>
    /// <param name="Function">Which function.</param>
    public sealed record Activation(ActivationFunction Function) : Operator;

    /// <summary>2-D pooling: (c, h, w) → (c, h', w').</summary>
    /// <param name="Kind">What the elements of a window become.</param>
    /// <param name="Kernel">Side of the window, at least 1.</param>
    /// <param name="Stride">Step, at least 1.</param>
    /// <param name="Padding">Positions on every side that are not counted.</param>
    public sealed record Pool(PoolKind Kind, int Kernel, int Stride, int Padding) : Operator;

    /// <summary>Pooling over all positions that keeps the axes: (c, h, w) → (c, 1, 1).</summary>
    /// <param name="Kind">What the elements of a channel become.</param>
    public sealed record GlobalPool(PoolKind Kind) : Operator;

    /// <summary>Zeros of the input's shape, every <paramref name="Stride"/>-th position: no connection.</summary>
    /// <param name="Stride">Step in height and width, at least 1.</param>
    public sealed record Zero(int Stride = 1) : Operator;

    /// <summary>The input, unchanged.</summary>
    public sealed record Identity : Operator;

    /// <summary>Sets elements to zero with the given probability while training (Srivastava et al. 2014); identity otherwise.</summary>
    /// <param name="Rate">The probability, in the range [0, 1).</param>
    public sealed record Dropout(double Rate) : Operator;

    /// <summary>The sum of inputs of one shape.</summary>
    public sealed record Add : Operator;

    /// <summary>The product of two inputs; the second may be (c, 1, 1) beside (c, h, w): the gate of squeeze-and-excitation.</summary>
    public sealed record Multiply : Operator;

    /// <summary>Inputs one after another along the first axis (channels or features); other axes equal.</summary>
    public sealed record Concat : Operator;

    /// <summary>Any shape → (features), elements in order.</summary>
    public sealed record Flatten : Operator;

    /// <summary>Bilinear resize to (c, <paramref name="Height"/>, <paramref name="Width"/>), half-pixel centres, no antialiasing.</summary>
    /// <param name="Height">Rows of the output, at least 1.</param>
    /// <param name="Width">Columns of the output, at least 1.</param>
    public sealed record Resize(int Height, int Width) : Operator;

    /// <summary><paramref name="Channels"/> channels or features one after another, from number <paramref name="First"/> on.</summary>
    /// <param name="Channels">How many, at least 1.</param>
    /// <param name="First">The number of the first, counted from 0.</param>
    public sealed record Slice(int Channels, int First = 0) : Operator;

    /// <summary>The input with zeros appended up to <paramref name="Channels"/> channels or features.</summary>
    /// <param name="Channels">Channels or features of the output, at least those of the input.</param>
    public sealed record PadChannels(int Channels) : Operator;
}
