using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels.Winograd;

/// <summary>The linear maps of F(2×2, 3×3) on images, for all tiles of two rows; channels lie next to each other and are taken by sixteen.</summary>
/// <remarks>
/// Lavin and Gray (2016), "Fast Algorithms for Convolutional Neural Networks", equations 8 and 12, where B, G and A stand. A transformed tile has
/// sixteen places (4 × 4); place p of tile t lies at p · place + t · channels.
/// </remarks>
internal static unsafe class TileTransforms
{
    private const int Lanes = 16;

    /// <summary>Bᵀ d B of the 4×4 tiles d that begin one column left of every second column.</summary>
    /// <param name="r0">The row above the two; each row is (width, channels), and zeros where it is outside of the image.</param>
    /// <param name="r1">The first row.</param>
    /// <param name="r2">The second row.</param>
    /// <param name="r3">The row below.</param>
    /// <param name="width">Columns; beyond them there are zeros.</param>
    /// <param name="channels">A multiple of 16.</param>
    /// <param name="v">Where the first tile goes.</param>
    /// <param name="place">The distance of places.</param>
    public static void Input(float* r0, float* r1, float* r2, float* r3, int width, int channels, float* v, nint place)
    {
        InputRow(r0, r2, -1, width, channels, v, place);
        InputRow(r1, r2, 1, width, channels, v + (4 * place), place);
        InputRow(r2, r1, -1, width, channels, v + (8 * place), place);
        InputRow(r1, r3, -1, width, channels, v + (12 * place), place);
    }

    /// <summary>One row of four places: the combination p ± q of two rows, times B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputRow(float* p, float* q, float sign, int width, int channels, float* v, nint place)
    {
        var factor = Vector512.Create(sign);
        for (var channel = 0; channel < channels; channel += Lanes)
        {
            var to = v + channel;
            var (a, b) = (Vector512<float>.Zero, Vector512.FusedMultiplyAdd(factor, Vector512.Load(q + channel), Vector512.Load(p + channel)));
            for (nint x = 1, at = channel + channels; x <= width; x += 2, at += 2 * channels, to += channels)
            {
                var (c, d) = (Vector512<float>.Zero, Vector512<float>.Zero);
                if (x < width)
                    c = Vector512.FusedMultiplyAdd(factor, Vector512.Load(q + at), Vector512.Load(p + at));
                if (x + 1 < width)
                    d = Vector512.FusedMultiplyAdd(factor, Vector512.Load(q + at + channels), Vector512.Load(p + at + channels));
                (a - c).Store(to);
                (b + c).Store(to + place);
                (c - b).Store(to + (2 * place));
                (b - d).Store(to + (3 * place));
                (a, b) = (c, d);
            }
        }
    }

    /// <summary>Aᵀ m A: the 2×2 outputs of each tile.</summary>
    /// <param name="m">The first tile.</param>
    /// <param name="place">The distance of places.</param>
    /// <param name="y0">The first row of outputs: (width, channels).</param>
    /// <param name="y1">The second row, or null where it is outside of the image.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">A multiple of 16.</param>
    /// <param name="add">Whether the outputs are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(float* m, nint place, float* y0, float* y1, int width, int channels, bool add)
    {
        for (var channel = 0; channel < channels; channel += Lanes)
        {
            var from = m + channel;
            for (nint x = 0, at = channel; x < width; x += 2, at += 2 * channels, from += channels)
            {
                Column(from, place, out var p0, out var q0);
                Column(from + place, place, out var p1, out var q1);
                Column(from + (2 * place), place, out var p2, out var q2);
                Column(from + (3 * place), place, out var p3, out var q3);
                Put(y0 + at, p0 + p1 + p2, add);
                if (x + 1 < width)
                    Put(y0 + at + channels, p1 - p2 - p3, add);
                if (y1 is null)
                    continue;
                Put(y1 + at, q0 + q1 + q2, add);
                if (x + 1 < width)
                    Put(y1 + at + channels, q1 - q2 - q3, add);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Column(float* from, nint place, out Vector512<float> p, out Vector512<float> q)
        {
            var (second, third) = (Vector512.Load(from + (4 * place)), Vector512.Load(from + (8 * place)));
            p = Vector512.Load(from) + second + third;
            q = second - third - Vector512.Load(from + (12 * place));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Put(float* to, Vector512<float> value, bool add) => (add ? Vector512.Load(to) + value : value).Store(to);
    }

    /// <summary>A g Aᵀ: the gradient by the transformed outputs, from that of each tile's 2×2 outputs.</summary>
    /// <param name="g0">The first row of gradients: (width, channels).</param>
    /// <param name="g1">The second row; zeros where it is outside of the image.</param>
    /// <param name="width">Columns; beyond them there are zeros.</param>
    /// <param name="channels">A multiple of 16.</param>
    /// <param name="w">Where the first tile goes.</param>
    /// <param name="place">The distance of places.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutputGradient(float* g0, float* g1, int width, int channels, float* w, nint place)
    {
        for (var channel = 0; channel < channels; channel += Lanes)
        {
            var to = w + channel;
            for (nint x = 0, at = channel; x < width; x += 2, at += 2 * channels, to += channels)
            {
                var (a, c) = (Vector512.Load(g0 + at), Vector512.Load(g1 + at));
                var (b, d) = (Vector512<float>.Zero, Vector512<float>.Zero);
                if (x + 1 < width)
                    (b, d) = (Vector512.Load(g0 + at + channels), Vector512.Load(g1 + at + channels));
                Row(to, place, a, b);
                Row(to + (4 * place), place, a + c, b + d);
                Row(to + (8 * place), place, a - c, b - d);
                Row(to + (12 * place), place, -c, -d);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Row(float* to, nint place, Vector512<float> left, Vector512<float> right)
        {
            left.Store(to);
            (left + right).Store(to + place);
            (left - right).Store(to + (2 * place));
            (-right).Store(to + (3 * place));
        }
    }
}
