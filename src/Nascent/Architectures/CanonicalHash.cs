using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Randomness;

namespace Nascent.Architectures;

/// <summary>What a network computes, as 128 bits: equal for two that are the same function by dead edges, identities, zeros or the order of sums.</summary>
/// <remarks>
/// Taken of the simplified graph. A value's code is that of its operator and of what it reads, where a sum is the unordered collection of its terms, sums of
/// sums included. Two further rounds over the readers of each node (Weisfeiler and Lehman 1968) tell nodes apart that share from nodes that are
/// written twice. Names of nodes and of the network are not part of it; names and shapes of inputs and outputs are. Equal functions may still have
/// different codes; different functions have equal codes only by the two rounds' blindness or by a collision of 128 bits (SHA-256 of what
/// operators are, mixed by the finaliser of SplitMix64 where codes meet).
/// </remarks>
/// <param name="High">The first 64 bits.</param>
/// <param name="Low">The last 64 bits.</param>
public readonly record struct CanonicalHash(ulong High, ulong Low) : IComparable<CanonicalHash>
{
    /// <summary>The code of a network, as written or simplified.</summary>
    public static CanonicalHash Of(Architecture architecture) => new CanonicalCodes(Simplification.GraphOf(architecture)).OfNetwork();

    /// <summary>Reads the text that <see cref="ToString"/> gives.</summary>
    /// <exception cref="FormatException">It is not 32 hexadecimal digits.</exception>
    public static CanonicalHash Parse(string text) => text.Length == 32
        ? new(Convert.ToUInt64(text[..16], 16), Convert.ToUInt64(text[16..], 16))
        : throw new FormatException($"Canonical hash: found '{text}', expected 32 hexadecimal digits.");

    /// <summary>Whether the left one comes first.</summary>
    public static bool operator <(CanonicalHash left, CanonicalHash right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one does not come after the right one.</summary>
    public static bool operator <=(CanonicalHash left, CanonicalHash right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one comes after the right one.</summary>
    public static bool operator >(CanonicalHash left, CanonicalHash right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one does not come first.</summary>
    public static bool operator >=(CanonicalHash left, CanonicalHash right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(CanonicalHash other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => $"{High:x16}{Low:x16}";

    internal static CanonicalHash Combine(params ReadOnlySpan<CanonicalHash> parts)
    {
        var (high, low) = (0x6A09E667F3BCC909UL ^ (ulong)parts.Length, 0xBB67AE8584CAA73BUL);
        foreach (var part in parts)
            (high, low) = (Seed.Mix(high ^ part.High) + low, Seed.Mix(low ^ part.Low) ^ BitOperations.RotateLeft(high, 29));
        high = Seed.Mix(high + (low * 0x9E3779B97F4A7C15UL));
        return new(high, Seed.Mix(low ^ high));
    }

    internal static CanonicalHash OfBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(bytes, digest);
        return new(BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest[8..]));
    }

    internal static CanonicalHash Unordered(IEnumerable<CanonicalHash> parts)
    {
        var sorted = parts.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 1 ? sorted[0] : Combine(sorted);
    }
}
