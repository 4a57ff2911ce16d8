using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nascent.Numerics;

/// <summary>The lower triangular root of a positive definite matrix, which grows row by row.</summary>
/// <param name="capacity">The most rows.</param>
internal sealed class Cholesky(int capacity)
{
    private readonly double[] _rows = new double[capacity * capacity];

    /// <summary>The number of rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Half of the logarithm of the matrix's determinant.</summary>
    public double LogDiagonal { get; private set; }

    /// <summary>Forgets all rows.</summary>
    public void Clear() => (Count, LogDiagonal) = (0, 0);

    /// <summary>Forgets all rows but the first ones. <see cref="LogDiagonal"/> is wrong until <see cref="Clear"/>.</summary>
    public void Truncate(int count) => Count = Math.Min(Count, count);

    /// <summary>Adds a row of the matrix.</summary>
    /// <param name="covariances">Its elements left of the diagonal.</param>
    /// <param name="variance">Its element on the diagonal.</param>
    public void Append(ReadOnlySpan<double> covariances, double variance)
    {
        var row = _rows.AsSpan(Count * capacity, capacity);
        SolveLower(covariances, row);
        var rest = variance - Dot(row[..Count], row[..Count]);
        row[Count] = Math.Sqrt(Math.Max(rest, 1e-10));
        LogDiagonal += Math.Log(row[Count]);
        Count++;
    }

    /// <summary>x of L x = b.</summary>
    public void SolveLower(ReadOnlySpan<double> b, Span<double> x)
    {
        for (var i = 0; i < Count; i++)
        {
            var row = _rows.AsSpan(i * capacity, i + 1);
            x[i] = (b[i] - Dot(row[..i], x[..i])) / row[i];
        }
    }

    /// <summary>x of Lᵀ x = b, in place.</summary>
    public void SolveUpper(Span<double> x)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            var row = _rows.AsSpan(i * capacity, i + 1);
            x[i] /= row[i];
            AddScaled(x[..i], row[..i], -x[i]);
        }
    }

    /// <summary>The matrix's inverse, symmetric, as rows of length <see cref="Count"/>.</summary>
    public void Invert(Span<double> inverse)
    {
        var n = Count;
        // The inverse root, row by row: each is a combination of the rows before.
        var root = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var source = _rows.AsSpan(i * capacity, i + 1);
            var target = root.AsSpan(i * n, n);
            for (var k = 0; k < i; k++)
                AddScaled(target[..(k + 1)], root.AsSpan(k * n, k + 1), -source[k]);
            target[i] = 1;
            for (var j = 0; j <= i; j++)
                target[j] /= source[i];
        }

        inverse[..(n * n)].Clear();
        for (var k = 0; k < n; k++)
        {
            var row = root.AsSpan(k * n, k + 1);
            for (var i = 0; i <= k; i++)
                if (row[i] != 0)
                    AddScaled(inverse.Slice(i * n, i + 1), row[..(i + 1)], row[i]);
        }

        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++)
                inverse[(j * n) + i] = inverse[(i * n) + j];
    }

    /// <summary>The scalar product, in sixteen lanes on every processor, so that it is the same bit for bit; four additions are under way at a time.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var left = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var right = MemoryMarshal.Cast<double, Vector256<double>>(b)[..left.Length];
        var (first, second, third, fourth) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + 4 <= left.Length; i += 4)
        {
            first += left[i] * right[i];
            second += left[i + 1] * right[i + 1];
            third += left[i + 2] * right[i + 2];
            fourth += left[i + 3] * right[i + 3];
        }

        for (; i < left.Length; i++)
            first += left[i] * right[i];
        var total = Vector256.Sum(first + second + (third + fourth));
        for (i = left.Length * Vector256<double>.Count; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }

    private static void AddScaled(Span<double> into, ReadOnlySpan<double> from, double factor)
    {
        var left = MemoryMarshal.Cast<double, Vector256<double>>(into);
        var right = MemoryMarshal.Cast<double, Vector256<double>>(from);
        var scale = Vector256.Create(factor);
        for (var i = 0; i < left.Length; i++)
            left[i] += right[i] * scale;
        for (var i = left.Length * Vector256<double>.Count; i < into.Length; i++)
            into[i] += from[i] * factor;
    }
}
