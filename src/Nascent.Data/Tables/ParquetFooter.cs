using System.Buffers.Binary;

namespace Nascent.Data.Tables;

/// <summary>Whether what a Parquet file says of itself at its end is whole: a footer that is cut or changed would have the reader go on for ever.</summary>
/// <remarks>The last eight bytes are the length of the footer and <c>PAR1</c>; the footer is one struct in Thrift's compact form, in which every value tells its length.</remarks>
internal ref struct ParquetFooter
{
    private const int Tail = 8;
    private const int Required = (1 << 1) | (1 << 2) | (1 << 3) | (1 << 4); // version, schema, number of rows, groups of rows
    private const int MostDepth = 64;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private ParquetFooter(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Reads it and leaves the stream at its beginning.</summary>
    /// <exception cref="InvalidDataException">It is not whole.</exception>
    public static void Check(Stream file)
    {
        Span<byte> tail = stackalloc byte[Tail];
        file.Position = Math.Max(0, file.Length - Tail);
        file.ReadExactly(tail[..(int)Math.Min(Tail, file.Length)]);
        if (BinaryPrimitives.ReadInt32LittleEndian(tail) is var length && (length <= 0 || length > file.Length - Tail - 4))
            throw new InvalidDataException($"a description of {length} bytes");
        var bytes = new byte[length];
        file.Position = file.Length - Tail - length;
        file.ReadExactly(bytes);
        file.Position = 0;
        if ((new ParquetFooter(bytes).Struct(0) & Required) != Required)
            throw new InvalidDataException("a description without columns or rows");
    }

    // The numbers of its fields up to 31, a bit each.
    private int Struct(int depth)
    {
        var (number, fields) = (0L, 0);
        if (depth > MostDepth)
            throw new InvalidDataException($"a description of more than {MostDepth} levels");
        while (Byte() is var head && head != 0)
        {
            number = head >> 4 == 0 ? (long)(Number() >> 1) : number + (head >> 4);
            fields |= number is > 0 and < 32 ? 1 << (int)number : 0;
            if ((head & 15) is not (1 or 2)) // yes and no are in the head
                Value(head & 15, depth);
        }

        return fields;
    }

    private void Value(int kind, int depth)
    {
        switch (kind)
        {
            case 1 or 2 or 3:
                Skip(1);
                break;
            case 4 or 5 or 6:
                Number();
                break;
            case 7:
                Skip(8);
                break;
            case 8:
                Skip(Number());
                break;
            case 9 or 10:
                List(depth);
                break;
            case 11:
                Map(depth);
                break;
            case 12:
                Struct(depth + 1);
                break;
            default:
                throw new InvalidDataException($"a value of the unknown kind {kind} in its description");
        }
    }

    private void List(int depth)
    {
        var head = Byte();
        var count = head >> 4 == 15 ? Number() : (ulong)(head >> 4);
        for (; count > 0; count--)
            Value(head & 15, depth + 1);
    }

    private void Map(int depth)
    {
        var count = Number();
        var kinds = count > 0 ? Byte() : 0;
        for (; count > 0; count--)
        {
            Value(kinds >> 4, depth + 1);
            Value(kinds & 15, depth + 1);
        }
    }

    private int Byte() => _at < _bytes.Length ? _bytes[_at++] : throw new InvalidDataException("a description that ends too early");

    private void Skip(ulong count) => _at = count <= (ulong)(_bytes.Length - _at) ? _at + (int)count : throw new InvalidDataException("a description that ends too early");

    private ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
                return value;
        }

        throw new InvalidDataException("a number of more than 64 bits in its description");
    }
}
