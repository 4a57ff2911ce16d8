using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Probes;

/// <summary>Counts the units in which each two samples of a batch are both active or both not.</summary>
/// <remarks>A bit a unit: what two samples differ in is counted 64 units at a time.</remarks>
internal sealed class ActivationPatterns(int samples)
{
    private readonly long[] _agreements = new long[samples * samples];

    /// <summary>The counts: (samples, samples), float64.</summary>
    public Tensor Agreements => tensor(Array.ConvertAll(_agreements, count => (double)count), [samples, samples]);

    /// <summary>Adds the units of one pointwise function; active is what is above a threshold.</summary>
    /// <param name="values">What the function gives or reads: (samples, …), float32, on the processor.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="times">How many functions these are the units of.</param>
    public void Add(Tensor values, float threshold = 0, int times = 1)
    {
        var dense = ChannelsLast.Dense(values);
        var units = checked((int)(dense.numel() / samples));
        var words = (units + 63) / 64;
        var bits = new ulong[samples * words];
        var memory = TensorMemory.Span(dense);
        for (var sample = 0; sample < samples; sample++)
            Pack(memory.Slice(sample * units, units), threshold, bits.AsSpan(sample * words, words));
        for (var i = 0; i < samples; i++)
            for (var j = 0; j <= i; j++)
            {
                var agree = (long)times * (units - Differences(bits.AsSpan(i * words, words), bits.AsSpan(j * words, words)));
                _agreements[(i * samples) + j] += agree;
                if (j < i)
                    _agreements[(j * samples) + i] += agree;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(ReadOnlySpan<float> values, float threshold, Span<ulong> bits)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (i, limit) = (0, Vector512.Create(threshold));
        for (; i <= values.Length - 16; i += 16)
        {
            var active = Vector512.GreaterThan(Vector512.LoadUnsafe(ref first, (nuint)i), limit).ExtractMostSignificantBits();
            bits[i >> 6] |= active << (i & 63);
        }

        for (; i < values.Length; i++)
            if (values[i] > threshold)
                bits[i >> 6] |= 1UL << (i & 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Differences(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int even = 0, odd = 0, i = 0;
        for (; i <= a.Length - 2 && i <= b.Length - 2; i += 2)
        {
            even += BitOperations.PopCount(a[i] ^ b[i]);
            odd += BitOperations.PopCount(a[i + 1] ^ b[i + 1]);
        }

        return even + odd + (i < a.Length ? BitOperations.PopCount(a[i] ^ b[i]) : 0);
    }
}
