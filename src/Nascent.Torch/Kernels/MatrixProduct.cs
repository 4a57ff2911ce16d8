using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels;

/// <summary>Products of small matrices that lie in the cache.</summary>
internal static unsafe class MatrixProduct
{
    /// <summary>Rows are taken by this many: a multiple of it is computed.</summary>
    public const int RowBlock = 8;

    private const int Lanes = 16;

    /// <summary>c = a b, or c += a b.</summary>
    /// <param name="a">(rows, inner); element (r, k) lies at r · <paramref name="rowStride"/> + k · <paramref name="innerStride"/>.</param>
    /// <param name="rowStride">See <paramref name="a"/>.</param>
    /// <param name="innerStride">See <paramref name="a"/>.</param>
    /// <param name="b">(inner, columns), row-major.</param>
    /// <param name="c">(rows, columns), row-major.</param>
    /// <param name="rows">A multiple of <see cref="RowBlock"/>.</param>
    /// <param name="inner">Terms of each sum.</param>
    /// <param name="columns">A multiple of 16.</param>
    /// <param name="add">Whether c is added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(float* a, nint rowStride, nint innerStride, float* b, float* c, int rows, int inner, int columns, bool add)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            for (var at = 0; at < columns; at += Lanes)
                for (var row = 0; row < rows; row += 4)
                    FourRows(a + (row * rowStride), rowStride, innerStride, b + at, c + ((nint)row * columns) + at, inner, columns, add);
            return;
        }

        var column = 0;
        for (; column + (2 * Lanes) <= columns; column += 2 * Lanes)
            for (var row = 0; row < rows; row += RowBlock)
                Wide(a + (row * rowStride), rowStride, innerStride, b + column, c + ((nint)row * columns) + column, inner, columns, add);
        for (; column < columns; column += Lanes)
            for (var row = 0; row < rows; row += RowBlock)
                Narrow(a + (row * rowStride), rowStride, innerStride, b + column, c + ((nint)row * columns) + column, inner, columns, add);
    }

    /// <summary>Four rows by sixteen columns, for processors with sixteen registers of eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(float* a, nint s, nint innerStride, float* b, float* c, int inner, nint columns, bool add)
    {
        Vector256<float> c0, c1, c2, c3, d0, d1, d2, d3;
        c0 = c1 = c2 = c3 = d0 = d1 = d2 = d3 = Vector256<float>.Zero;
        if (add)
        {
            (c0, d0) = (Vector256.Load(c), Vector256.Load(c + 8));
            (c1, d1) = (Vector256.Load(c + columns), Vector256.Load(c + columns + 8));
            (c2, d2) = (Vector256.Load(c + (2 * columns)), Vector256.Load(c + (2 * columns) + 8));
            (c3, d3) = (Vector256.Load(c + (3 * columns)), Vector256.Load(c + (3 * columns) + 8));
        }

        nint s2 = 2 * s, s3 = 3 * s;
        for (var k = inner; k > 0; k--)
        {
            var (left, right) = (Vector256.Load(b), Vector256.Load(b + 8));
            var v = Vector256.Create(a[0]);
            (c0, d0) = (Vector256.FusedMultiplyAdd(v, left, c0), Vector256.FusedMultiplyAdd(v, right, d0));
            v = Vector256.Create(a[s]);
            (c1, d1) = (Vector256.FusedMultiplyAdd(v, left, c1), Vector256.FusedMultiplyAdd(v, right, d1));
            v = Vector256.Create(a[s2]);
            (c2, d2) = (Vector256.FusedMultiplyAdd(v, left, c2), Vector256.FusedMultiplyAdd(v, right, d2));
            v = Vector256.Create(a[s3]);
            (c3, d3) = (Vector256.FusedMultiplyAdd(v, left, c3), Vector256.FusedMultiplyAdd(v, right, d3));
            a += innerStride;
            b += columns;
        }

        c0.Store(c);
        d0.Store(c + 8);
        c1.Store(c + columns);
        d1.Store(c + columns + 8);
        c2.Store(c + (2 * columns));
        d2.Store(c + (2 * columns) + 8);
        c3.Store(c + (3 * columns));
        d3.Store(c + (3 * columns) + 8);
    }

    /// <summary>Eight rows by thirty-two columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide(float* a, nint s, nint innerStride, float* b, float* c, int inner, nint columns, bool add)
    {
        Vector512<float> c0, c1, c2, c3, c4, c5, c6, c7, d0, d1, d2, d3, d4, d5, d6, d7;
        c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = d0 = d1 = d2 = d3 = d4 = d5 = d6 = d7 = Vector512<float>.Zero;
        if (add)
        {
            (c0, d0) = (Vector512.Load(c), Vector512.Load(c + Lanes));
            (c1, d1) = (Vector512.Load(c + columns), Vector512.Load(c + columns + Lanes));
            (c2, d2) = (Vector512.Load(c + (2 * columns)), Vector512.Load(c + (2 * columns) + Lanes));
            (c3, d3) = (Vector512.Load(c + (3 * columns)), Vector512.Load(c + (3 * columns) + Lanes));
            (c4, d4) = (Vector512.Load(c + (4 * columns)), Vector512.Load(c + (4 * columns) + Lanes));
            (c5, d5) = (Vector512.Load(c + (5 * columns)), Vector512.Load(c + (5 * columns) + Lanes));
            (c6, d6) = (Vector512.Load(c + (6 * columns)), Vector512.Load(c + (6 * columns) + Lanes));
            (c7, d7) = (Vector512.Load(c + (7 * columns)), Vector512.Load(c + (7 * columns) + Lanes));
        }

        nint s2 = 2 * s, s3 = 3 * s, s4 = 4 * s, s5 = 5 * s, s6 = 6 * s, s7 = 7 * s;
        for (var k = inner; k > 0; k--)
        {
            var (left, right) = (Vector512.Load(b), Vector512.Load(b + Lanes));
            var v = Vector512.Create(a[0]);
            (c0, d0) = (Vector512.FusedMultiplyAdd(v, left, c0), Vector512.FusedMultiplyAdd(v, right, d0));
            v = Vector512.Create(a[s]);
            (c1, d1) = (Vector512.FusedMultiplyAdd(v, left, c1), Vector512.FusedMultiplyAdd(v, right, d1));
            v = Vector512.Create(a[s2]);
            (c2, d2) = (Vector512.FusedMultiplyAdd(v, left, c2), Vector512.FusedMultiplyAdd(v, right, d2));
            v = Vector512.Create(a[s3]);
            (c3, d3) = (Vector512.FusedMultiplyAdd(v, left, c3), Vector512.FusedMultiplyAdd(v, right, d3));
            v = Vector512.Create(a[s4]);
            (c4, d4) = (Vector512.FusedMultiplyAdd(v, left, c4), Vector512.FusedMultiplyAdd(v, right, d4));
            v = Vector512.Create(a[s5]);
            (c5, d5) = (Vector512.FusedMultiplyAdd(v, left, c5), Vector512.FusedMultiplyAdd(v, right, d5));
            v = Vector512.Create(a[s6]);
            (c6, d6) = (Vector512.FusedMultiplyAdd(v, left, c6), Vector512.FusedMultiplyAdd(v, right, d6));
            v = Vector512.Create(a[s7]);
            (c7, d7) = (Vector512.FusedMultiplyAdd(v, left, c7), Vector512.FusedMultiplyAdd(v, right, d7));
            a += innerStride;
            b += columns;
        }

        Store(c, c0, d0);
        Store(c + columns, c1, d1);
        Store(c + (2 * columns), c2, d2);
        Store(c + (3 * columns), c3, d3);
        Store(c + (4 * columns), c4, d4);
        Store(c + (5 * columns), c5, d5);
        Store(c + (6 * columns), c6, d6);
        Store(c + (7 * columns), c7, d7);
    }

    /// <summary>Eight rows by sixteen columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(float* a, nint s, nint innerStride, float* b, float* c, int inner, nint columns, bool add)
    {
        Vector512<float> c0, c1, c2, c3, c4, c5, c6, c7;
        c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = Vector512<float>.Zero;
        if (add)
        {
            (c0, c1, c2, c3) = (Vector512.Load(c), Vector512.Load(c + columns), Vector512.Load(c + (2 * columns)), Vector512.Load(c + (3 * columns)));
            (c4, c5, c6, c7) = (Vector512.Load(c + (4 * columns)), Vector512.Load(c + (5 * columns)), Vector512.Load(c + (6 * columns)), Vector512.Load(c + (7 * columns)));
        }

        nint s2 = 2 * s, s3 = 3 * s, s4 = 4 * s, s5 = 5 * s, s6 = 6 * s, s7 = 7 * s;
        for (var k = inner; k > 0; k--)
        {
            var v = Vector512.Load(b);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), v, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[s]), v, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[s2]), v, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[s3]), v, c3);
            c4 = Vector512.FusedMultiplyAdd(Vector512.Create(a[s4]), v, c4);
            c5 = Vector512.FusedMultiplyAdd(Vector512.Create(a[s5]), v, c5);
            c6 = Vector512.FusedMultiplyAdd(Vector512.Create(a[s6]), v, c6);
            c7 = Vector512.FusedMultiplyAdd(Vector512.Create(a[s7]), v, c7);
            a += innerStride;
            b += columns;
        }

        c0.Store(c);
        c1.Store(c + columns);
        c2.Store(c + (2 * columns));
        c3.Store(c + (3 * columns));
        c4.Store(c + (4 * columns));
        c5.Store(c + (5 * columns));
        c6.Store(c + (6 * columns));
        c7.Store(c + (7 * columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector512<float> left, Vector512<float> right)
    {
        left.Store(c);
        right.Store(c + Lanes);
    }
}
