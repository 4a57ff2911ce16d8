using System.Numerics;

namespace Nascent.Randomness;

/// <summary>A stream of numbers from one <see cref="Seed"/>: the n-th number depends on the key and n alone.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class RandomStream
{
    private readonly ulong _key;
    private ulong _counter;

    internal RandomStream(ulong key) => _key = Seed.Mix(key ^ 0xBB67AE8584CAA73BUL);

    /// <summary>How many 64-bit numbers were drawn; setting it moves to that place in the stream.</summary>
    public ulong Position
    {
        get => _counter;
        set => _counter = value;
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits() => Seed.Mix(_key + (++_counter * 0x9E3779B97F4A7C15UL));

    /// <summary>A uniform number in the range [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in the range [0, <paramref name="count"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)Math.BigMul(NextBits(), (ulong)count, out _);
    }

    /// <summary>An exactly uniform integer in the range [0, <paramref name="count"/>) (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is zero.</exception>
    public ulong NextUInt64(ulong count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(count);
        var value = Math.BigMul(NextBits(), count, out var low);
        if (low < count)
        {
            var threshold = unchecked(0UL - count) % count;
            while (low < threshold)
                value = Math.BigMul(NextBits(), count, out low);
        }

        return value;
    }

    /// <summary>A uniform integer in the range [0, <paramref name="count"/>), of any size.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public BigInteger NextBigInteger(BigInteger count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var bits = (int)count.GetBitLength();
        var words = (bits + 63) / 64;
        while (true)
        {
            var value = BigInteger.Zero;
            for (var i = 0; i < words; i++)
                value = (value << 64) | NextBits();
            value &= (BigInteger.One << bits) - 1;
            if (value < count)
                return value;
        }
    }

    /// <summary>A number from the standard normal distribution (Box and Muller 1958).</summary>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - NextDouble()));
        return radius * Math.Cos(2.0 * Math.PI * NextDouble());
    }

    /// <summary>A number from the gamma distribution of a shape above 0 and scale 1 (Marsaglia and Tsang 2000).</summary>
    public double NextGamma(double shape)
    {
        if (shape < 1)
            return NextGamma(shape + 1) * Math.Pow(1 - NextDouble(), 1 / shape);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextGaussian();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    /// <summary>One of <paramref name="items"/>, uniformly.</summary>
    public T Choose<T>(IReadOnlyList<T> items) => items[NextInt(items.Count)];

    /// <summary>Puts <paramref name="items"/> into a uniformly random order, in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
