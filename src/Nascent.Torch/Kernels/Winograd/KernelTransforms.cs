using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels.Winograd;

/// <summary>The linear maps of F(4×4, 3×3) on kernels (Lavin and Gray 2016, section 4.3, where G stands).</summary>
/// <remarks>Kernels are (outputs, 3, 3, inputs) in memory; place p of the 36 of a transformed one is the matrix that begins at p · rows · columns.</remarks>
internal static unsafe class KernelTransforms
{
    private const int Lanes = 16;
    private const int Taps = 9;
    private const int Side = TileTransforms.TransformedSide;

    /// <summary>G w Gᵀ of each 3×3 kernel, as matrices (inputs, outputs).</summary>
    public static void Forward(float* kernel, int inputs, int outputs, float* transposed, float* result)
    {
        Transpose(kernel, inputs, outputs, transposed);
        Transform(transposed, inputs * outputs, outputs, inputs, outputs, result);
    }

    /// <summary>G w Gᵀ of each 3×3 kernel turned by half a circle, as matrices (outputs, inputs): what brings gradients back.</summary>
    public static void Backward(float* kernel, int inputs, int outputs, float* result) =>
        Transform(kernel + ((Taps - 1) * inputs), -inputs, Taps * inputs, outputs, inputs, result);

    /// <summary>Gᵀ s G: the kernel's gradient from that of the transformed kernel, matrices (outputs, inputs). The first rows of s are written over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(float* s, int inputs, int outputs, float* kernelGradient)
    {
        var place = (nint)inputs * outputs;
        for (var output = 0; output < outputs; output++)
            for (var input = 0; input < inputs; input += Lanes)
            {
                var from = s + ((nint)output * inputs) + input;
                for (var x = 0; x < Side; x++)
                    Shrink(from + (x * place), Side * place, from + (x * place), Side * place);
                var to = kernelGradient + ((nint)output * Taps * inputs) + input;
                for (var y = 0; y < 3; y++)
                    Shrink(from + (y * Side * place), place, to + (y * 3 * inputs), inputs);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(float* kernel, int inputs, int outputs, float* transposed)
    {
        for (var tap = 0; tap < Taps; tap++)
            for (var input = 0; input < inputs; input++, transposed += outputs)
            {
                var from = kernel + ((nint)tap * inputs) + input;
                for (var output = 0; output < outputs; output++, from += Taps * inputs)
                    transposed[output] = *from;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform(float* kernel, nint tapStride, nint rowStride, int rows, int columns, float* result)
    {
        var place = (nint)rows * columns;
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column += Lanes)
            {
                var from = kernel + (row * rowStride) + column;
                var to = result + ((nint)row * columns) + column;
                for (var x = 0; x < 3; x++)
                    Grow(from + (x * tapStride), 3 * tapStride, to + (x * place), Side * place);
                for (var y = 0; y < Side; y++)
                    Grow(to + (y * Side * place), place, to + (y * Side * place), place);
            }
    }

    /// <summary>G times three values; they may lie where the first of the six go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Grow(float* from, nint fromStride, float* to, nint stride)
    {
        Vector512<float> a = Vector512.Load(from), b = Vector512.Load(from + fromStride), c = Vector512.Load(from + (2 * fromStride));
        var (outer, inner) = ((a + c) * (-1f / 6), b * (-1f / 6));
        (a * 0.25f).Store(to);
        (outer + inner).Store(to + stride);
        (outer - inner).Store(to + (2 * stride));
        (outer, inner) = ((a * (1f / 24)) + (c * (1f / 6)), b * (1f / 12));
        (outer + inner).Store(to + (3 * stride));
        (outer - inner).Store(to + (4 * stride));
        c.Store(to + (5 * stride));
    }

    /// <summary>Gᵀ times six values; the first three may be written over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Shrink(float* from, nint fromStride, float* to, nint stride)
    {
        Vector512<float> s1 = Vector512.Load(from + fromStride), s2 = Vector512.Load(from + (2 * fromStride));
        Vector512<float> s3 = Vector512.Load(from + (3 * fromStride)), s4 = Vector512.Load(from + (4 * fromStride)), s5 = Vector512.Load(from + (5 * fromStride));
        var (inner, outer) = ((s1 + s2) * (-1f / 6), s3 + s4);
        ((Vector512.Load(from) * 0.25f) + inner + (outer * (1f / 24))).Store(to);
        (((s2 - s1) * (1f / 6)) + ((s3 - s4) * (1f / 12))).Store(to + stride);
        (inner + (outer * (1f / 6)) + s5).Store(to + (2 * stride));
    }
}
