using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nascent.Data.Loading;

/// <summary>Finds samples whose inputs are equal, byte for byte, in two parts.</summary>
internal static class DuplicateSamples
{
    /// <summary>The digests of the inputs, one a sample: the first 16 bytes of SHA-256.</summary>
    public static UInt128[] DigestsOf(SampleValues values, int count) => values switch
    {
        SampleValues.Pixels pixels => OfPixels(pixels, count),
        SampleValues.Columns columns => OfColumns(columns, count),
        _ => throw new NotSupportedException(values.GetType().Name),
    };

    private static UInt128[] OfPixels(SampleValues.Pixels pixels, int count)
    {
        var size = pixels.Channels * pixels.Height * pixels.Width;
        var digests = new UInt128[count];
        Parallel.For(0, count, i => digests[i] = Digest(pixels.Bytes.AsSpan(i * size, size)));
        return digests;
    }

    private static UInt128[] OfColumns(SampleValues.Columns columns, int count)
    {
        var digests = new UInt128[count];
        var row = new List<byte>();
        for (var i = 0; i < count; i++)
        {
            row.Clear();
            foreach (var column in columns.Raw)
            {
                if (column is RawColumn.Numbers numbers)
                    row.AddRange(BitConverter.GetBytes(numbers.Values[i]));
                else if (column is RawColumn.Texts texts)
                    row.AddRange([.. Encoding.UTF8.GetBytes(texts.Values[i]), 0]);
            }

            digests[i] = Digest(CollectionsMarshal.AsSpan(row));
        }

        return digests;
    }

    private static UInt128 Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(bytes, digest);
        return MemoryMarshal.Read<UInt128>(digest);
    }
}
