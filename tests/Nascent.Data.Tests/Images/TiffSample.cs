using System.Buffers.Binary;
using System.IO.Compression;

namespace Nascent.Data.Tests.Images;

/// <summary>TIFF files that the tests write themselves.</summary>
internal sealed record TiffSample(int Height, int Width)
{
    public bool Little { get; init; } = true;

    public int Depth { get; init; } = 8;

    public int Compression { get; init; } = 1;

    /// <summary>0 grey with white as 0, 1 grey, 2 colour, 3 palette.</summary>
    public int Colour { get; init; } = 1;

    public int PerPixel { get; init; } = 1;

    public bool Planar { get; init; }

    public bool Differences { get; init; }

    /// <summary>Rows of a strip, or the side of a tile.</summary>
    public int Block { get; init; } = 3;

    public bool Tiled { get; init; }

    public int Orientation { get; init; } = 1;

    public ushort[] Palette { get; init; } = [];

    public bool Opacity { get; init; }

    /// <summary>The file whose values are given by row, column and number in the pixel.</summary>
    public byte[] Bytes(Func<int, int, int, int> value)
    {
        var blocks = Blocks(value).Select(Packed).ToArray();
        var file = new List<byte>(Little ? "II\x2A\0\0\0\0\0"u8.ToArray() : "MM\0\x2A\0\0\0\0"u8.ToArray());
        List<uint> offsets = [];
        foreach (var block in blocks)
        {
            offsets.Add((uint)file.Count);
            file.AddRange(block);
        }

        var entries = Entries(offsets, blocks);
        var directory = new List<byte>(Short(entries.Count));
        var more = new List<byte>();
        var after = file.Count + 2 + (12 * entries.Count) + 4;
        foreach (var (tag, kind, values) in entries)
        {
            byte[] bytes = [.. values.SelectMany(number => kind == 3 ? Short((int)number) : Long(number))];
            directory.AddRange([.. Short(tag), .. Short(kind), .. Long((uint)values.Length)]);
            directory.AddRange(bytes.Length <= 4 ? [.. bytes, .. new byte[4 - bytes.Length]] : Long((uint)(after + more.Count)));
            more.AddRange(bytes.Length <= 4 ? [] : bytes);
        }

        var start = Long((uint)file.Count);
        file.AddRange([.. directory, .. Long(0), .. more]);
        var result = file.ToArray();
        start.CopyTo(result, 4);
        return result;
    }

    private List<(int Tag, int Kind, uint[] Values)> Entries(List<uint> offsets, byte[][] blocks)
    {
        uint[] lengths = [.. blocks.Select(block => (uint)block.Length)];
        List<(int, int, uint[])> entries =
        [
            (256, 4, [(uint)Width]), (257, 4, [(uint)Height]), (258, 3, [.. Enumerable.Repeat((uint)Depth, PerPixel)]), (259, 3, [(uint)Compression]), (262, 3, [(uint)Colour]),
            (Tiled ? 324 : 273, 4, [.. offsets]), (274, 3, [(uint)Orientation]), (277, 3, [(uint)PerPixel]), (Tiled ? 325 : 279, 4, lengths), (284, 3, [Planar ? 2u : 1u]),
            (317, 3, [Differences ? 2u : 1u]),
        ];
        entries.AddRange(Tiled ? [(322, 3, [(uint)Block]), (323, 3, [(uint)Block])] : [(278, 3, [(uint)Block])]);
        if (Palette.Length > 0)
            entries.Add((320, 3, [.. Palette.Select(entry => (uint)entry)]));
        if (Opacity)
            entries.Add((338, 3, [2]));
        return [.. entries.OrderBy(entry => entry.Item1)];
    }

    private IEnumerable<byte[]> Blocks(Func<int, int, int, int> value)
    {
        var across = Tiled ? Block : Width;
        int[][] groups = Planar ? [.. Enumerable.Range(0, PerPixel).Select(i => new[] { i })] : [[.. Enumerable.Range(0, PerPixel)]];
        foreach (var group in groups)
            for (var top = 0; top < Height; top += Block)
                for (var left = 0; left < Width; left += across)
                    yield return
                    [
                        .. Enumerable.Range(top, Tiled ? Block : Math.Min(Block, Height - top))
                            .SelectMany(y => Row([.. Enumerable.Range(left, across).Select(x => group.Select(i => value(Math.Min(y, Height - 1), Math.Min(x, Width - 1), i)).ToArray())])),
                    ];
    }

    private byte[] Row(int[][] pixels)
    {
        var most = (1 << Depth) - 1;
        int[] values = [.. pixels.SelectMany((pixel, x) => pixel.Select((value, i) => Differences && x > 0 ? (value - pixels[x - 1][i]) & most : value))];
        if (Depth == 16)
            return [.. values.SelectMany(Short)];
        var line = new byte[((values.Length * Depth) + 7) / 8];
        for (var i = 0; i < values.Length; i++)
            line[i * Depth / 8] |= (byte)(values[i] << (8 - Depth - (i * Depth % 8)));
        return line;
    }

    private byte[] Packed(byte[] bytes)
    {
        switch (Compression)
        {
            case 5:
                return Lzw(bytes);
            case 32773:
                return [.. PackBits(bytes)];
            case 8:
                using (var packed = new MemoryStream())
                {
                    using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                        zlib.Write(bytes);
                    return packed.ToArray();
                }

            default:
                return bytes;
        }
    }

    private static List<byte> PackBits(byte[] bytes)
    {
        List<byte> packed = [];
        for (var i = 0; i < bytes.Length;)
        {
            var run = 1;
            while (i + run < bytes.Length && run < 128 && bytes[i + run] == bytes[i])
                run++;
            packed.AddRange(run > 1 ? [(byte)(257 - run), bytes[i]] : [0, bytes[i]]);
            i += run;
        }

        return packed;
    }

    // As the specification of TIFF 6.0 writes it: the table of texts is kept by the writer, codes grow when the table does.
    private static byte[] Lzw(byte[] bytes)
    {
        var (bits, table) = (new List<bool>(), new Dictionary<string, int>());
        var width = 9;
        void Put(int code)
        {
            for (var bit = width - 1; bit >= 0; bit--)
                bits.Add(((code >> bit) & 1) == 1);
        }

        void Clear()
        {
            Put(256);
            (table, width) = (Enumerable.Range(0, 256).ToDictionary(i => ((char)i).ToString(), i => i), 9);
        }

        Clear();
        var (known, text) = (258, "");
        foreach (var value in bytes)
        {
            if (table.ContainsKey(text + (char)value))
            {
                text += (char)value;
                continue;
            }

            Put(table[text]);
            table[text + (char)value] = known++;
            width = known > 2047 ? 12 : known > 1023 ? 11 : known > 511 ? 10 : 9;
            text = ((char)value).ToString();
            if (known == 4094)
            {
                Clear();
                known = 258;
            }
        }

        Put(table[text]);
        width = known + 1 > 2047 ? 12 : known + 1 > 1023 ? 11 : known + 1 > 511 ? 10 : 9;
        Put(257);
        var packed = new byte[(bits.Count + 7) / 8];
        for (var i = 0; i < bits.Count; i++)
            packed[i / 8] |= (byte)(bits[i] ? 128 >> (i % 8) : 0);
        return packed;
    }

    private byte[] Short(int value)
    {
        var bytes = new byte[2];
        if (Little)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        else
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    private byte[] Long(uint value)
    {
        var bytes = new byte[4];
        if (Little)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
