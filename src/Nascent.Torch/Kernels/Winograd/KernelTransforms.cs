using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels.Winograd;

/// <summary>The linear maps of F(2×2, 3×3) on kernels.</summary>
/// <remarks>Kernels are (outputs, 3, 3, inputs) in memory; place p of a transformed one is the matrix that begins at p · rows · columns.</remarks>
internal static unsafe class KernelTransforms
{
    private const int Lanes = 16;
    private const int Taps = 9;

    /// <summary>G w Gᵀ of each 3×3 kernel, as matrices (inputs, outputs).</summary>
    public static void Forward(float* kernel, int inputs, int outputs, float* transposed, float* result)
    {
        Transpose(kernel, inputs, outputs, transposed);
        Transform(transposed, inputs * outputs, outputs, inputs, outputs, turned: false, result);
    }

    /// <summary>G w Gᵀ of each 3×3 kernel turned by half a circle, as matrices (outputs, inputs): what brings gradients back.</summary>
    public static void Backward(float* kernel, int inputs, int outputs, float* result) =>
        Transform(kernel, inputs, Taps * inputs, outputs, inputs, turned: true, result);

    /// <summary>Gᵀ s G: the kernel's gradient from that of the transformed kernel, matrices (outputs, inputs).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(float* s, int inputs, int outputs, float* kernelGradient)
    {
        var place = (nint)inputs * outputs;
        var half = Vector512.Create(0.5f);
        for (var output = 0; output < outputs; output++)
            for (var input = 0; input < inputs; input += Lanes)
            {
                var from = s + ((nint)output * inputs) + input;
                var to = kernelGradient + ((nint)output * Taps * inputs) + input;
                for (var row = 0; row < 3; row++, to += 3 * inputs)
                {
                    var (a, b, c, d) = (Down(from, place, row), Down(from + place, place, row), Down(from + (2 * place), place, row), Down(from + (3 * place), place, row));
                    var (sum, difference) = ((b + c) * half, (b - c) * half);
                    (a + sum).Store(to);
                    difference.Store(to + inputs);
                    (sum + d).Store(to + (2 * inputs));
                }
            }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<float> Down(float* from, nint place, int row)
        {
            var (second, third) = (Vector512.Load(from + (4 * place)), Vector512.Load(from + (8 * place)));
            return row switch
            {
                0 => Vector512.Load(from) + ((second + third) * 0.5f),
                1 => (second - third) * 0.5f,
                _ => ((second + third) * 0.5f) + Vector512.Load(from + (12 * place)),
            };
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
    private static void Transform(float* kernel, nint tapStride, nint rowStride, int rows, int columns, bool turned, float* result)
    {
        var (place, half) = ((nint)rows * columns, Vector512.Create(0.5f));
        if (turned)
        {
            kernel += 8 * tapStride;
            tapStride = -tapStride;
        }

        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column += Lanes)
            {
                var from = kernel + (row * rowStride) + column;
                var to = result + ((nint)row * columns) + column;
                for (var x = 0; x < 3; x++)
                {
                    // The three taps of a column, times G: four values, kept at the places of this column.
                    var (a, b, c) = (Vector512.Load(from + (x * tapStride)), Vector512.Load(from + ((3 + x) * tapStride)), Vector512.Load(from + ((6 + x) * tapStride)));
                    var (outer, inner) = ((a + c) * half, b * half);
                    a.Store(to + (x * place));
                    (outer + inner).Store(to + ((4 + x) * place));
                    (outer - inner).Store(to + ((8 + x) * place));
                    c.Store(to + ((12 + x) * place));
                }

                for (var y = 0; y < 16; y += 4)
                {
                    // The three values of a row, times Gᵀ.
                    var at = to + (y * place);
                    var (a, b, c) = (Vector512.Load(at), Vector512.Load(at + place), Vector512.Load(at + (2 * place)));
                    var (outer, inner) = ((a + c) * half, b * half);
                    (outer + inner).Store(at + place);
                    (outer - inner).Store(at + (2 * place));
                    c.Store(at + (3 * place));
                }
            }
    }
}
