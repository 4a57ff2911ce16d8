using System.Text;
using Nascent.Randomness;

namespace Nascent.Fuzz.Mutations;

/// <summary>Changes to words and numbers in texts, and to what looks like them in other files.</summary>
internal static class Tokens
{
    private static readonly byte[][] Numbers =
    [
        .. ((string[])["-1", "0", "1", "2", "-0", "0.5", "1.5", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "18446744073709551616",
            "1e308", "-1e308", "1e999", "1e-320", "NaN", "Infinity", "-Infinity", "99999", "1000000", "00", "1e", "0x10", "99999999999999999999999999999999999999"]).Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Words =
    [
        .. ((string[])["", "null", "true", "false", "[]", "{}", "\"\"", "\"", "[", "{", "]", "}", ",", ";", ":", "=", "|", "/", "../..", "\0", "\n", "\r\n", "\t", " ", "é", "\uFEFF", "\u202E", "\u001b[31m",
            "NA", "2023-02-30", "01/02/2023", "[null]", "[[]]", "\\u0000", "\\ud800", "nan", "1,5", "1.234,56", "'"]).Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x80],
    ];

    public static void ReplaceNumber(List<byte> bytes, RandomStream stream) => Put(bytes, Find(bytes, IsOfNumber, stream), stream.Choose(Numbers));

    public static void Replace(List<byte> bytes, RandomStream stream) => Put(bytes, Find(bytes, IsOfWord, stream), stream.Choose(stream.NextInt(3) == 0 ? Numbers : Words));

    public static void Swap(List<byte> bytes, RandomStream stream)
    {
        var (one, other) = (Find(bytes, IsOfWord, stream), Find(bytes, IsOfWord, stream));
        if (one.Start > other.Start)
            (one, other) = (other, one);
        if (one.Start + one.Length > other.Start)
            return;
        var (first, second) = (bytes.GetRange(one.Start, one.Length), bytes.GetRange(other.Start, other.Length));
        Put(bytes, other, [.. first]);
        Put(bytes, one, [.. second]);
    }

    private static void Put(List<byte> bytes, (int Start, int Length) place, byte[] word)
    {
        bytes.RemoveRange(place.Start, place.Length);
        bytes.InsertRange(place.Start, word);
    }

    // From some place on the next one; an empty one where there is none.
    private static (int Start, int Length) Find(List<byte> bytes, Func<byte, bool> isPart, RandomStream stream)
    {
        var start = stream.NextInt(bytes.Count + 1);
        while (start < bytes.Count && !isPart(bytes[start]))
            start++;
        while (start > 0 && start < bytes.Count && isPart(bytes[start - 1]))
            start--;
        var end = start;
        while (end < bytes.Count && isPart(bytes[end]))
            end++;
        return (start, end - start);
    }

    private static bool IsOfNumber(byte value) => value is >= (byte)'0' and <= (byte)'9' or (byte)'.' or (byte)'-';

    private static bool IsOfWord(byte value) => IsOfNumber(value) || value is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or (byte)'_';
}
