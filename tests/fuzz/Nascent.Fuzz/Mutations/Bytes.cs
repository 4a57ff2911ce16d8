using System.Buffers.Binary;
using Nascent.Randomness;

namespace Nascent.Fuzz.Mutations;

/// <summary>Changes that know nothing of what the bytes mean.</summary>
internal static class Bytes
{
    private const int LongestBlock = 256;
    private static readonly long[] Extremes = [0, 1, -1, 127, 128, 255, 256, 32767, 65535, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 40, long.MaxValue, long.MinValue];

    public static void Flip(List<byte> bytes, RandomStream stream)
    {
        if (bytes.Count > 0)
            bytes[Place(bytes, stream)] ^= (byte)(1 << stream.NextInt(8));
    }

    public static void Set(List<byte> bytes, RandomStream stream)
    {
        if (bytes.Count > 0)
            bytes[Place(bytes, stream)] = (byte)stream.NextInt(256);
    }

    public static byte[] Some(int count, RandomStream stream) => [.. Enumerable.Range(0, count).Select(_ => (byte)stream.NextInt(256))];

    public static void Delete(List<byte> bytes, RandomStream stream)
    {
        var (start, length) = Block(bytes, stream);
        bytes.RemoveRange(start, length);
    }

    public static void Cut(List<byte> bytes, RandomStream stream)
    {
        var end = stream.NextInt(bytes.Count + 1);
        bytes.RemoveRange(end, bytes.Count - end);
    }

    /// <summary>Copies a block to another place, sometimes many times.</summary>
    public static void CopyBlock(List<byte> bytes, RandomStream stream)
    {
        var (start, length) = Block(bytes, stream);
        var block = bytes.GetRange(start, length);
        var times = stream.NextInt(8) == 0 ? 1 + stream.NextInt(1000) : 1;
        bytes.InsertRange(stream.NextInt(bytes.Count + 1), Enumerable.Repeat(block, times).SelectMany(copy => copy));
    }

    /// <summary>The beginning of one and the end of another.</summary>
    public static void Splice(List<byte> bytes, byte[] other, RandomStream stream)
    {
        Cut(bytes, stream);
        bytes.AddRange(other.AsSpan(stream.NextInt(other.Length + 1)));
    }

    /// <summary>A whole number in one to eight bytes, of either order, becomes an extreme one.</summary>
    public static void Extreme(List<byte> bytes, RandomStream stream)
    {
        var size = 1 << stream.NextInt(4);
        if (bytes.Count < size)
            return;
        var (value, whole) = (stream.Choose(Extremes), new byte[8]);
        BinaryPrimitives.WriteInt64LittleEndian(whole, value);
        var part = whole[..size];
        if (stream.NextInt(2) == 0)
            Array.Reverse(part);
        var at = Math.Min(Place(bytes, stream), bytes.Count - size);
        for (var i = 0; i < size; i++)
            bytes[at + i] = part[i];
    }

    // Half of the changes are in the beginning, where headers are.
    private static int Place(List<byte> bytes, RandomStream stream) => stream.NextInt(stream.NextInt(2) == 0 ? Math.Min(64, bytes.Count) : bytes.Count);

    private static (int Start, int Length) Block(List<byte> bytes, RandomStream stream)
    {
        var start = stream.NextInt(bytes.Count + 1);
        return (start, stream.NextInt(Math.Min(LongestBlock, bytes.Count - start) + 1));
    }
}
