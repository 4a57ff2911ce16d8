using System.Security.Cryptography;
using System.Text;

namespace Nascent.Randomness;

/// <summary>The only source of randomness: an immutable key from which further keys and streams of numbers are derived.</summary>
/// <remarks>
/// Randomness is keyed, not drawn in order: <c>seed.Derive("trial").Derive(7)</c> is the same value whatever else was drawn before it.
/// Deriving by text uses SHA-256; deriving by number and drawing use the SplitMix64 finaliser (Steele, Lea, Flood 2014) over a counter.
/// </remarks>
/// <param name="Value">The 64-bit key.</param>
public readonly record struct Seed(ulong Value)
{
    /// <summary>The key for a named purpose below this one.</summary>
    public Seed Derive(string purpose)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(purpose), digest);
        return Derive(BitConverter.ToUInt64(digest));
    }

    /// <summary>The key for a numbered purpose below this one.</summary>
    public Seed Derive(ulong index) => new(Mix(Mix(Value ^ 0x6A09E667F3BCC909UL) + ((index + 1) * 0x9E3779B97F4A7C15UL)));

    /// <summary>The key for a numbered purpose below this one.</summary>
    public Seed Derive(int index) => Derive(unchecked((ulong)index));

    /// <summary>A new stream of numbers that starts at this key; two streams of one key give the same numbers.</summary>
    public RandomStream Stream() => new(Value);

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
