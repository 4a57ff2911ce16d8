using Nascent.Architectures;

namespace Nascent.Torch.Kernels;

/// <summary>Batch normalisation and the pointwise function after it in as few passes over memory as can be: two forward, two backward.</summary>
/// <remarks>
/// Values are (rows, channels), channels next to each other: a channels-last image or a matrix of features. A pattern of whole
/// vectors repeats after a <see cref="Period"/>, so that any number of channels is read in full vectors. Sums go through single-precision lanes for at most
/// <see cref="NormKernel{T}.Chunk"/> periods and through doubles from there, always in the same order.
/// </remarks>
internal abstract unsafe class NormKernel
{
    private const int Lanes = 16;

    protected NormKernel(int channels)
    {
        Channels = channels;
        var vectors = Lanes / Gcd(channels, Lanes) * channels / Lanes;
        Period = vectors * Lanes * ((7 / vectors) + 1);
    }

    /// <summary>Channels of a row.</summary>
    public int Channels { get; }

    /// <summary>Elements after which channels meet the same lanes again: a multiple of both, at least eight vectors.</summary>
    public int Period { get; }

    /// <summary>Sums over rows of x − x₀ and its square, with x₀ the first row: exact enough whatever the mean.</summary>
    public abstract void Moments(float* x, long count, Span<double> sums, Span<double> squares);

    /// <summary>y = f(x · scale + shift).</summary>
    public abstract void Apply(float* x, float* y, long count, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift);

    /// <summary>With z = x · scale + shift and h = g · f'(z): sums over rows of h and of h · (x − mean). Where f' is costly, h is left in <paramref name="result"/>, which may be the gradient.</summary>
    public abstract void GradientSums(
        float* x, float* gradient, float* result, long count, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, ReadOnlySpan<float> mean, Span<double> sums, Span<double> products);

    /// <summary>dx = scale · h + x · slope + offset, into the same place as the sums' h.</summary>
    public abstract void Gradient(
        float* x, float* gradient, float* result, long count, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, ReadOnlySpan<float> slope, ReadOnlySpan<float> offset);

    /// <summary>The kernel for a function, or null where there is none.</summary>
    public static NormKernel? For(int channels, ActivationFunction? function) => function switch
    {
        null => new NormKernel<Pointwise.None>(channels),
        ActivationFunction.Relu => new NormKernel<Pointwise.Relu>(channels),
        ActivationFunction.Relu6 => new NormKernel<Pointwise.Relu6>(channels),
        ActivationFunction.LeakyRelu => new NormKernel<Pointwise.LeakyRelu>(channels),
        ActivationFunction.HardSwish => new NormKernel<Pointwise.HardSwish>(channels),
        ActivationFunction.Silu => new NormKernel<Pointwise.Silu>(channels),
        ActivationFunction.Gelu => new NormKernel<Pointwise.Gelu>(channels),
        _ => null,
    };

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
