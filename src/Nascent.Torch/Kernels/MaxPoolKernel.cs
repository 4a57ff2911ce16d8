using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels;

/// <summary>The largest value of each window, for windows side by side without overlap, and its gradient.</summary>
/// <remarks>Images are (batch, height, width, channels) with channels in sixteens. Of equal values in a window the first, row by row, takes the gradient, as in libtorch.</remarks>
/// <param name="side">Rows and columns of a window.</param>
internal sealed unsafe class MaxPoolKernel(int side)
{
    private const int Lanes = 16;

    /// <summary>The largest values.</summary>
    /// <param name="x">(batch, height, width, channels).</param>
    /// <param name="sizes">(batch, channels, height, width) of x.</param>
    /// <param name="y">(batch, height / side, width / side, channels), rounded down.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(float* x, long[] sizes, float* y)
    {
        var (channels, height, width) = ((nint)sizes[1], (nint)sizes[2], (nint)sizes[3]);
        for (nint image = 0; image < (nint)sizes[0]; image++)
            for (nint top = 0; top + side <= height; top += side)
                for (nint left = 0; left + side <= width; left += side)
                {
                    var window = x + ((((image * height) + top) * width) + left) * channels;
                    for (nint channel = 0; channel < channels; channel += Lanes, y += Lanes)
                    {
                        var largest = Vector512.Load(window + channel);
                        for (var row = 0; row < side; row++)
                            for (var column = 0; column < side; column++)
                                largest = Vector512.Max(largest, Vector512.Load(window + channel + (((row * width) + column) * channels)));
                        largest.Store(y);
                    }
                }
    }

    /// <summary>The gradient by x, from that by y.</summary>
    /// <param name="x">(batch, height, width, channels).</param>
    /// <param name="sizes">(batch, channels, height, width) of x.</param>
    /// <param name="y">What <see cref="Apply"/> gave.</param>
    /// <param name="gradient">Of the size of y.</param>
    /// <param name="result">Of the size of x.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gradient(float* x, long[] sizes, float* y, float* gradient, float* result)
    {
        var (channels, height, width) = ((nint)sizes[1], (nint)sizes[2], (nint)sizes[3]);
        if (height % side != 0 || width % side != 0)
            new Span<float>(result, checked((int)(sizes[0] * sizes[1] * sizes[2] * sizes[3]))).Clear();
        for (nint image = 0; image < (nint)sizes[0]; image++)
            for (nint top = 0; top + side <= height; top += side)
                for (nint left = 0; left + side <= width; left += side)
                {
                    var window = ((((image * height) + top) * width) + left) * channels;
                    for (nint channel = 0; channel < channels; channel += Lanes, y += Lanes, gradient += Lanes)
                    {
                        var (largest, rest) = (Vector512.Load(y), Vector512.Load(gradient));
                        for (var row = 0; row < side; row++)
                            for (var column = 0; column < side; column++)
                            {
                                var at = window + channel + (((row * width) + column) * channels);
                                var found = Vector512.Equals(Vector512.Load(x + at), largest);
                                (found & rest).Store(result + at);
                                rest = Vector512.AndNot(rest, found);
                            }
                    }
                }
    }
}
