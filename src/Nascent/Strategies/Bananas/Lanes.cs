using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nascent.Strategies.Bananas;

/// <summary>Sums over numbers side by side, eight at a time, in an order that is the same on every processor; lengths are multiples of eight.</summary>
/// <remarks>Vectors have a fixed width and products are rounded before they are added, so that results are equal bit for bit wherever they are computed.</remarks>
internal static class Lanes
{
    public const int Width = 8;

    /// <summary>The smallest multiple of eight that is not below <paramref name="count"/>.</summary>
    public static int Padded(int count) => (count + Width - 1) / Width * Width;

    /// <summary>Adds <paramref name="factor"/> times <paramref name="values"/> to <paramref name="sums"/>.</summary>
    public static void AddScaled(Span<float> sums, ReadOnlySpan<float> values, float factor)
    {
        ref var to = ref MemoryMarshal.GetReference(sums);
        ref var from = ref MemoryMarshal.GetReference(values);
        var factors = Vector256.Create(factor);
        for (nuint i = 0; i < (nuint)sums.Length; i += Width)
            (Vector256.LoadUnsafe(ref to, i) + (Vector256.LoadUnsafe(ref from, i) * factors)).StoreUnsafe(ref to, i);
    }

    /// <summary>The sum of products.</summary>
    public static float Dot(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ref var a = ref MemoryMarshal.GetReference(first);
        ref var b = ref MemoryMarshal.GetReference(second);
        var sums = Vector256<float>.Zero;
        for (nuint i = 0; i < (nuint)first.Length; i += Width)
            sums += Vector256.LoadUnsafe(ref a, i) * Vector256.LoadUnsafe(ref b, i);
        var four = sums.GetLower() + sums.GetUpper();
        return four[0] + four[1] + (four[2] + four[3]);
    }

    /// <summary>Makes negative numbers zero.</summary>
    public static void Rectify(Span<float> values)
    {
        foreach (ref var value in values)
            value = value > 0 ? value : 0;
    }
}
