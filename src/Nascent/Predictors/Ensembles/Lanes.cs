using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nascent.Predictors.Ensembles;

/// <summary>Products of rows of weights with vectors, eight numbers at a time, in an order that is the same on every processor; rows are multiples of eight long.</summary>
/// <remarks>Vectors have a fixed width and products are rounded before they are added, so that results are equal bit for bit wherever they are computed.</remarks>
internal static class Lanes
{
    public const int Width = 8;
    private const int Block = 4 * Width;

    /// <summary>The smallest multiple of eight that is not below <paramref name="count"/>.</summary>
    public static int Padded(int count) => (count + Width - 1) / Width * Width;

    /// <summary>Adds <paramref name="factor"/> times <paramref name="values"/> to <paramref name="sums"/>.</summary>
    public static void AddScaled(Span<float> sums, ReadOnlySpan<float> values, float factor)
    {
        ref var to = ref MemoryMarshal.GetReference(sums);
        ref var from = ref MemoryMarshal.GetReference(values);
        for (nuint i = 0; i < (nuint)sums.Length; i += Width)
            (Vector256.LoadUnsafe(ref to, i) + (Vector256.LoadUnsafe(ref from, i) * factor)).StoreUnsafe(ref to, i);
    }

    /// <summary>Adds each row of weights, times its input, to the sums.</summary>
    /// <param name="sums">One for each column.</param>
    /// <param name="inputs">One for each row.</param>
    /// <param name="weights">The rows, one after another.</param>
    public static void AddRows(Span<float> sums, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights)
    {
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var s = ref MemoryMarshal.GetReference(sums);
        var (width, column) = ((nuint)sums.Length, (nuint)0);
        for (; column + Block <= width; column += Block)
        {
            var (a, b) = (Vector256.LoadUnsafe(ref s, column), Vector256.LoadUnsafe(ref s, column + Width));
            var (c, d) = (Vector256.LoadUnsafe(ref s, column + (2 * Width)), Vector256.LoadUnsafe(ref s, column + (3 * Width)));
            var at = column;
            foreach (var input in inputs)
            {
                a += Vector256.LoadUnsafe(ref w, at) * input;
                b += Vector256.LoadUnsafe(ref w, at + Width) * input;
                c += Vector256.LoadUnsafe(ref w, at + (2 * Width)) * input;
                d += Vector256.LoadUnsafe(ref w, at + (3 * Width)) * input;
                at += width;
            }

            a.StoreUnsafe(ref s, column);
            b.StoreUnsafe(ref s, column + Width);
            c.StoreUnsafe(ref s, column + (2 * Width));
            d.StoreUnsafe(ref s, column + (3 * Width));
        }

        for (; column < width; column += Width)
        {
            var sum = Vector256.LoadUnsafe(ref s, column);
            var at = column;
            foreach (var input in inputs)
            {
                sum += Vector256.LoadUnsafe(ref w, at) * input;
                at += width;
            }

            sum.StoreUnsafe(ref s, column);
        }
    }

    /// <summary>The way back through <see cref="AddRows"/> and the rectifier before it.</summary>
    /// <param name="errors">The derivatives by the sums.</param>
    /// <param name="inputs">One for each row; none is negative.</param>
    /// <param name="weights">The rows.</param>
    /// <param name="gradients">To which the derivatives by the weights are added.</param>
    /// <param name="before">Receives the derivatives by the inputs; 0 where the input is.</param>
    public static void Back(ReadOnlySpan<float> errors, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, Span<float> gradients, Span<float> before)
    {
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref var e = ref MemoryMarshal.GetReference(errors);
        var (width, at) = ((nuint)errors.Length, (nuint)0);
        for (var row = 0; row < inputs.Length; row++)
        {
            var input = inputs[row];
            if (input <= 0)
            {
                before[row] = 0;
                at += width;
                continue;
            }

            var sums = Vector256<float>.Zero;
            for (nuint column = 0; column < width; column += Width, at += Width)
            {
                var error = Vector256.LoadUnsafe(ref e, column);
                sums += Vector256.LoadUnsafe(ref w, at) * error;
                (Vector256.LoadUnsafe(ref g, at) + (error * input)).StoreUnsafe(ref g, at);
            }

            before[row] = Sum(sums);
        }
    }

    /// <summary>Makes negative numbers zero.</summary>
    public static void Rectify(Span<float> values)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        for (nuint i = 0; i < (nuint)values.Length; i += Width)
        {
            var some = Vector256.LoadUnsafe(ref v, i);
            Vector256.ConditionalSelect(Vector256.GreaterThan(some, Vector256<float>.Zero), some, Vector256<float>.Zero).StoreUnsafe(ref v, i);
        }
    }

    private static float Sum(Vector256<float> sums)
    {
        var four = sums.GetLower() + sums.GetUpper();
        var two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two[0] + two[1];
    }
}
