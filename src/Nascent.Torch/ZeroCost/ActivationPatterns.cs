using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>Counts the units in which each two samples of a batch are both active or both not.</summary>
/// <remarks>A bit a unit: what two samples differ in is counted 64 units at a time.</remarks>
internal sealed class ActivationPatterns(int samples)
{
    private readonly long[] _agreements = new long[samples * samples];

    /// <summary>The counts: (samples, samples), float64.</summary>
    public Tensor Agreements => tensor(Array.ConvertAll(_agreements, count => (double)count), [samples, samples]);

    /// <summary>Adds the units of one pointwise function; active is what is above 0.</summary>
    /// <param name="preActivations">What the function reads: (samples, …), float32, on the processor.</param>
    public void Add(Tensor preActivations)
    {
        var dense = ChannelsLast.Dense(preActivations);
        var units = checked((int)(dense.numel() / samples));
        var words = (units + 63) / 64;
        var bits = new ulong[samples * words];
        var values = TensorMemory.Span(dense);
        for (var sample = 0; sample < samples; sample++)
            Pack(values.Slice(sample * units, units), bits.AsSpan(sample * words, words));
        for (var i = 0; i < samples; i++)
            for (var j = 0; j <= i; j++)
            {
                var agree = units - Differences(bits.AsSpan(i * words, words), bits.AsSpan(j * words, words));
                _agreements[(i * samples) + j] += agree;
                if (j < i)
                    _agreements[(j * samples) + i] += agree;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(ReadOnlySpan<float> values, Span<ulong> bits)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - 16; i += 16)
        {
            var active = Vector512.GreaterThan(Vector512.LoadUnsafe(ref first, (nuint)i), Vector512<float>.Zero).ExtractMostSignificantBits();
            bits[i >> 6] |= active << (i & 63);
        }

        for (; i < values.Length; i++)
            if (values[i] > 0)
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
