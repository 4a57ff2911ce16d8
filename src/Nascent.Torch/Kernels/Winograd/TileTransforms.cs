using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels.Winograd;

/// <summary>The linear maps of F(4×4, 3×3) on images, for a row of tiles at once; channels lie next to each other and are taken by sixteen.</summary>
/// <remarks>
/// Lavin and Gray (2016), "Fast Algorithms for Convolutional Neural Networks", section 4.3, where B and A stand. A map goes down the columns first, from rows of the
/// image to rows of a strip, or back, whatever the tiles, and then along the rows of the strip, tile by tile. A transformed tile has 36 places (6 × 6); place p of
/// tile t lies at p · place + t · channels.
/// </remarks>
internal static unsafe class TileTransforms
{
    /// <summary>Outputs of a tile along each side.</summary>
    public const int Side = 4;

    /// <summary>Places of a transformed tile along each side.</summary>
    public const int TransformedSide = Side + 2;

    private const int Lanes = 16;

    /// <summary>Bᵀ d B of the 6×6 tiles d that begin one column left of every fourth column.</summary>
    /// <param name="rows">Six rows of (width, channels), the first that above the tiles.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">A multiple of 16.</param>
    /// <param name="strip">Six rows of (4 tiles + 2, channels), with zeros in the first column and beyond the image's.</param>
    /// <param name="tiles">Tiles of a row.</param>
    /// <param name="v">Where the first tile goes.</param>
    /// <param name="place">The distance of places.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input(float** rows, int width, int channels, float* strip, int tiles, float* v, nint place)
    {
        var line = (nint)((Side * tiles) + 2) * channels;
        float* r0 = rows[0], r1 = rows[1], r2 = rows[2], r3 = rows[3], r4 = rows[4], r5 = rows[5];
        for (nint i = 0; i < (nint)width * channels; i += Lanes)
            InputMap(r0 + i, r1 + i, r2 + i, r3 + i, r4 + i, r5 + i, strip + channels + i, line);
        for (var row = 0; row < TransformedSide; row++, strip += line, v += TransformedSide * place)
            for (nint tile = 0; tile < tiles; tile++)
                for (nint channel = 0; channel < channels; channel += Lanes)
                {
                    var from = strip + (Side * tile * channels) + channel;
                    InputMap(from, from + channels, from + (2 * channels), from + (3 * channels), from + (4 * channels), from + (5 * channels), v + (tile * channels) + channel, place);
                }
    }

    /// <summary>Aᵀ m A: the 4×4 outputs of each tile.</summary>
    /// <param name="m">The first tile.</param>
    /// <param name="place">The distance of places.</param>
    /// <param name="tiles">Tiles of a row.</param>
    /// <param name="channels">A multiple of 16.</param>
    /// <param name="strip">Memory for six rows of (4 tiles, channels).</param>
    /// <param name="y">The first row of outputs: (width, channels).</param>
    /// <param name="height">Rows of outputs, at most four.</param>
    /// <param name="width">Columns.</param>
    /// <param name="add">Whether the outputs are added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(float* m, nint place, int tiles, int channels, float* strip, float* y, int height, int width, bool add)
    {
        var line = (nint)Side * tiles * channels;
        for (var row = 0; row < TransformedSide; row++, m += TransformedSide * place)
            for (nint tile = 0; tile < tiles; tile++)
                for (nint channel = 0; channel < channels; channel += Lanes)
                {
                    OutputMap(m + (tile * channels) + channel, place, out var a, out var b, out var c, out var d);
                    var to = strip + (row * line) + (Side * tile * channels) + channel;
                    a.Store(to);
                    b.Store(to + channels);
                    c.Store(to + (2 * channels));
                    d.Store(to + (3 * channels));
                }

        var length = (nint)width * channels;
        for (nint i = 0; i < length; i += Lanes)
        {
            OutputMap(strip + i, line, out var a, out var b, out var c, out var d);
            Put(y + i, a, add);
            if (height > 1)
                Put(y + i + length, b, add);
            if (height > 2)
                Put(y + i + (2 * length), c, add);
            if (height > 3)
                Put(y + i + (3 * length), d, add);
        }
    }

    /// <summary>A g Aᵀ: the gradient by the transformed outputs, from that of each tile's 4×4 outputs.</summary>
    /// <param name="rows">Four rows of gradients: (width, channels).</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">A multiple of 16.</param>
    /// <param name="strip">Six rows of (4 tiles, channels), with zeros beyond the image's columns.</param>
    /// <param name="tiles">Tiles of a row.</param>
    /// <param name="w">Where the first tile goes.</param>
    /// <param name="place">The distance of places.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutputGradient(float** rows, int width, int channels, float* strip, int tiles, float* w, nint place)
    {
        var line = (nint)Side * tiles * channels;
        float* r0 = rows[0], r1 = rows[1], r2 = rows[2], r3 = rows[3];
        for (nint i = 0; i < (nint)width * channels; i += Lanes)
            GradientMap(r0 + i, r1 + i, r2 + i, r3 + i, strip + i, line);
        for (var row = 0; row < TransformedSide; row++, strip += line, w += TransformedSide * place)
            for (nint tile = 0; tile < tiles; tile++)
                for (nint channel = 0; channel < channels; channel += Lanes)
                {
                    var from = strip + (Side * tile * channels) + channel;
                    GradientMap(from, from + channels, from + (2 * channels), from + (3 * channels), w + (tile * channels) + channel, place);
                }
    }

    /// <summary>Bᵀ times six values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputMap(float* p0, float* p1, float* p2, float* p3, float* p4, float* p5, float* to, nint stride)
    {
        Vector512<float> d1 = Vector512.Load(p1), d2 = Vector512.Load(p2), d3 = Vector512.Load(p3), d4 = Vector512.Load(p4);
        var (two, four, five) = (Vector512.Create(2f), Vector512.Create(4f), Vector512.Create(-5f));
        Vector512.FusedMultiplyAdd(four, Vector512.Load(p0), Vector512.FusedMultiplyAdd(five, d2, d4)).Store(to);
        var (even, odd) = (Vector512.FusedMultiplyAdd(-four, d2, d4), Vector512.FusedMultiplyAdd(-four, d1, d3));
        (even + odd).Store(to + stride);
        (even - odd).Store(to + (2 * stride));
        (even, odd) = (d4 - d2, d3 - d1);
        Vector512.FusedMultiplyAdd(two, odd, even).Store(to + (3 * stride));
        Vector512.FusedMultiplyAdd(-two, odd, even).Store(to + (4 * stride));
        Vector512.FusedMultiplyAdd(four, d1, Vector512.FusedMultiplyAdd(five, d3, Vector512.Load(p5))).Store(to + (5 * stride));
    }

    /// <summary>Aᵀ times six values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputMap(float* from, nint stride, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c, out Vector512<float> d)
    {
        Vector512<float> m1 = Vector512.Load(from + stride), m2 = Vector512.Load(from + (2 * stride)), m3 = Vector512.Load(from + (3 * stride)), m4 = Vector512.Load(from + (4 * stride));
        Vector512<float> sum = m1 + m2, difference = m1 - m2, outerSum = m3 + m4, outerDifference = m3 - m4;
        a = Vector512.Load(from) + sum + outerSum;
        b = Vector512.FusedMultiplyAdd(Vector512.Create(2f), outerDifference, difference);
        c = Vector512.FusedMultiplyAdd(Vector512.Create(4f), outerSum, sum);
        d = Vector512.FusedMultiplyAdd(Vector512.Create(8f), outerDifference, difference) + Vector512.Load(from + (5 * stride));
    }

    /// <summary>A times four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GradientMap(float* p0, float* p1, float* p2, float* p3, float* to, nint stride)
    {
        Vector512<float> g0 = Vector512.Load(p0), g1 = Vector512.Load(p1), g2 = Vector512.Load(p2), g3 = Vector512.Load(p3);
        var (two, four) = (Vector512.Create(2f), Vector512.Create(4f));
        var (even, odd) = (g0 + g2, g1 + g3);
        g0.Store(to);
        (even + odd).Store(to + stride);
        (even - odd).Store(to + (2 * stride));
        (even, odd) = (Vector512.FusedMultiplyAdd(four, g2, g0), Vector512.FusedMultiplyAdd(four, g3, g1));
        Vector512.FusedMultiplyAdd(two, odd, even).Store(to + (3 * stride));
        Vector512.FusedMultiplyAdd(-two, odd, even).Store(to + (4 * stride));
        g3.Store(to + (5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* to, Vector512<float> value, bool add) => (add ? Vector512.Load(to) + value : value).Store(to);
}
