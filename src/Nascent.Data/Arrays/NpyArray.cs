using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Nascent.Data.Arrays;

/// <summary>An array in NumPy's format .npy, versions 1 to 3: plain numbers, booleans and fixed-length texts in C order.</summary>
/// <param name="Origin">What errors point at.</param>
/// <param name="Shape">The sizes, outermost first.</param>
/// <param name="Kind">The kind of a value as NumPy writes it: u, i, f, b (boolean), U (UTF-32 text) or S (byte text).</param>
/// <param name="ItemBytes">The bytes of one value.</param>
/// <param name="IsBigEndian">The order of the bytes.</param>
/// <param name="Bytes">The values, row-major.</param>
internal sealed partial record NpyArray(string Origin, int[] Shape, char Kind, int ItemBytes, bool IsBigEndian, byte[] Bytes)
{
    /// <summary>The number of values.</summary>
    public int Count => Bytes.Length / ItemBytes;

    /// <summary>Whether values are whole numbers by type.</summary>
    public bool IsWhole => Kind is 'u' or 'i' or 'b';

    /// <summary>Whether values are texts.</summary>
    public bool IsText => Kind is 'U' or 'S';

    /// <summary>Reads one array.</summary>
    /// <exception cref="NascentException">It is no .npy file, of a kind that is not read, or truncated.</exception>
    public static NpyArray Read(Stream stream, string origin)
    {
        Span<byte> start = stackalloc byte[12];
        ReadAll(stream, start[..8], origin);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
            throw new NascentException($"{origin}: found the first bytes {Convert.ToHexString(start[..6])}, expected an array as NumPy saves it.");
        var lengthBytes = start[6] == 1 ? 2 : 4;
        ReadAll(stream, start.Slice(8, lengthBytes), origin);
        var headerLength = lengthBytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (headerLength > 1 << 16)
            throw new NascentException($"{origin}: found a header of {headerLength:N0} bytes, expected at most {1 << 16:N0}; the file is damaged.");
        var header = new byte[headerLength];
        ReadAll(stream, header, origin);
        return Read(stream, origin, Encoding.UTF8.GetString(header));
    }

    /// <summary>The values as numbers.</summary>
    public double[] ToDoubles()
    {
        var values = new double[Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = ToDouble(Bytes.AsSpan(i * ItemBytes, ItemBytes));
        return values;
    }

    /// <summary>The values as texts, without the padding.</summary>
    public string[] ToTexts()
    {
        var encoding = Kind == 'S' ? Encoding.Latin1 : IsBigEndian ? new UTF32Encoding(bigEndian: true, byteOrderMark: false) : Encoding.UTF32;
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = encoding.GetString(Bytes, i * ItemBytes, ItemBytes).TrimEnd('\0');
        return texts;
    }

    private static NpyArray Read(Stream stream, string origin, string header)
    {
        var match = Header().Match(header);
        if (!match.Success)
            throw new NascentException($"{origin}: found the header {header.Trim()}, expected a plain dtype, an order and a shape; arrays with named fields are not read.");
        var (type, shape) = (match.Groups["type"].Value, Numbers(match.Groups["shape"].Value));
        if (type[1] == 'O')
            throw new NascentException($"{origin}: found Python objects, expected numbers or texts; save the array with a plain dtype.");
        var (kind, isOfKnownSize) = (type[1], int.TryParse(type[2..], out var size));
        var itemBytes = kind == 'U' ? size * 4 : size;
        if (!isOfKnownSize || !((kind, size) is ('u' or 'i', 1 or 2 or 4 or 8) or ('f', 2 or 4 or 8) or ('b', 1) or ('U' or 'S', >= 1 and <= 4096)))
            throw new NascentException($"{origin}: found values of dtype '{type}', expected integers, floats, booleans or texts.");
        if (match.Groups["order"].Value == "True" && shape.Length > 1)
            throw new NascentException($"{origin}: found an array in Fortran order, expected C order; save numpy.ascontiguousarray of it.");
        var total = shape.Aggregate((long)itemBytes, (product, length) => product > Array.MaxLength ? product : product * Math.Max(0, length));
        if (total > Array.MaxLength)
            throw new NascentException($"{origin}: the header claims {string.Join("×", shape)} values, expected at most {Array.MaxLength:N0} bytes.");
        if (total == 0)
            throw new NascentException($"{origin}: found an array of shape {string.Join("×", shape)}, expected at least one value.");
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (memory.Length < total && stream.Read(buffer, 0, (int)Math.Min(buffer.Length, total - memory.Length)) is var read and > 0)
            memory.Write(buffer, 0, read);
        return memory.Length == total
            ? new(origin, shape, kind, itemBytes, type[0] == '>', memory.ToArray())
            : throw new NascentException($"{origin}: found {memory.Length:N0} bytes of values, expected {total:N0} by the header; the file is truncated.");
    }

    private double ToDouble(ReadOnlySpan<byte> value)
    {
        Span<byte> bytes = stackalloc byte[8];
        value.CopyTo(bytes);
        if (IsBigEndian)
            bytes[..ItemBytes].Reverse();
        return (Kind, ItemBytes) switch
        {
            ('u' or 'b', _) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            ('i', 1) => (sbyte)bytes[0],
            ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            ('i', _) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            ('f', 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            ('f', 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        };
    }

    private static int[] Numbers(string shape) =>
        [.. shape.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => int.TryParse(text, out var length) ? length : int.MaxValue)];

    private static void ReadAll(Stream stream, Span<byte> bytes, string origin)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new NascentException($"{origin}: the array ends within its header, expected a whole file; it is truncated.");
    }

    [GeneratedRegex("""'descr':\s*'(?<type>[<>|=][a-zA-Z]\d*)',\s*'fortran_order':\s*(?<order>True|False),\s*'shape':\s*\((?<shape>[\d,\s]*)\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Header();
}
