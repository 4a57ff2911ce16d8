using System.Buffers.Binary;
using SkiaSharp;

namespace Nascent.Data.Images.Decoding;

/// <summary>The first picture of a TIFF file: what its directory says.</summary>
/// <remarks>Grey, colour and palette of 1, 2, 4, 8 or 16 bits, in strips or tiles, plain or packed by PackBits, LZW or deflate.</remarks>
internal sealed class TiffFile
{
    private readonly Dictionary<int, uint[]> _entries = [];

    private TiffFile(bool little) => IsLittle = little;

    /// <summary>Whether the smaller byte of a value comes first.</summary>
    public bool IsLittle { get; }

    /// <summary>Columns.</summary>
    public int Width => (int)Math.Min(int.MaxValue, One(256, 0));

    /// <summary>Rows.</summary>
    public int Height => (int)Math.Min(int.MaxValue, One(257, 0));

    /// <summary>Bits a value.</summary>
    public int Depth => (int)One(258, 1);

    /// <summary>1 none, 5 LZW, 8 and 32946 deflate, 32773 PackBits.</summary>
    public int Compression => (int)One(259, 1);

    /// <summary>0 grey with white as 0, 1 grey, 2 colour, 3 palette.</summary>
    public int Colour => (int)One(262, 1);

    /// <summary>How it is to be turned.</summary>
    public SKEncodedOrigin Origin => Orientation.Of((int)Math.Min(9, One(274, 1)));

    /// <summary>Values of one pixel.</summary>
    public int PerPixel => (int)Math.Min(99, One(277, 1));

    /// <summary>Whether the values of a pixel lie in planes of their own.</summary>
    public bool IsPlanar => One(284, 1) == 2 && PerPixel > 1;

    /// <summary>Whether values are differences from the one on their left.</summary>
    public bool IsDifferences => One(317, 1) == 2;

    /// <summary>The palette: all reds, greens, blues.</summary>
    public uint[] Palette => All(320);

    /// <summary>Whether the value after the colours says how opaque a pixel is.</summary>
    public bool HasOpacity => PerPixel > Colours && All(338) is [1 or 2, ..];

    /// <summary>Values of one pixel that are colours.</summary>
    public int Colours => Colour == 2 ? 3 : 1;

    /// <summary>Whether it comes in tiles rather than strips.</summary>
    public bool IsTiled => _entries.ContainsKey(322);

    /// <summary>Height and width of a tile or strip.</summary>
    public (int Height, int Width) Block => IsTiled ? ((int)Math.Min(1 << 20, One(323, 0)), (int)Math.Min(1 << 20, One(322, 0))) : ((int)Math.Min((uint)Height, One(278, uint.MaxValue)), Width);

    /// <summary>Where the bytes of tiles or strips begin.</summary>
    public uint[] Offsets => All(IsTiled ? 324 : 273);

    /// <summary>How many bytes they are.</summary>
    public uint[] Lengths => All(IsTiled ? 325 : 279);

    /// <summary>What about it is not read, in words, or null.</summary>
    public string? Unread => Compression is not (1 or 5 or 8 or 32946 or 32773) ? (Compression is 6 or 7 ? "JPEG inside TIFF" : $"compression {Compression}")
        : Colour > 3 ? (Colour == 5 ? "CMYK colours" : $"colours of kind {Colour}")
        : Depth is not (1 or 2 or 4 or 8 or 16) ? $"{Depth} bits a value"
        : One(339, 1) != 1 ? "numbers other than whole ones from 0"
        : Depth < 8 && PerPixel > 1 ? $"{PerPixel} values of {Depth} bits"
        : IsDifferences && Depth < 8 ? $"differences of {Depth} bits"
        : Colour == 3 && (Depth > 8 || Palette.Length < 3 << Depth) ? "a palette that is none"
        : null;

    /// <summary>Reads the directory, or gives null where the file is no TIFF or its directory is damaged.</summary>
    public static TiffFile? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 8 || !(file.StartsWith("II\x2A\0"u8) || file.StartsWith("MM\0\x2A"u8)))
            return null;
        var tiff = new TiffFile(file[0] == 'I');
        var at = tiff.Long(file[4..]);
        if (at > file.Length - 2)
            return null;
        var count = tiff.Short(file[(int)at..]);
        for (var i = 0; i < count && (int)at + 2 + ((i + 1) * 12) <= file.Length; i++)
            tiff.Add(file, file.Slice((int)at + 2 + (i * 12), 12));
        return tiff.Width > 0 && tiff.Height > 0 && tiff.Offsets.Length > 0 && tiff.PerPixel >= tiff.Colours ? tiff : null;
    }

    /// <summary>The 16 bits at the beginning, in the file's order.</summary>
    public int Short(ReadOnlySpan<byte> bytes) => IsLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private uint Long(ReadOnlySpan<byte> bytes) => IsLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private void Add(ReadOnlySpan<byte> file, ReadOnlySpan<byte> entry)
    {
        var (tag, kind, count) = (Short(entry), Short(entry[2..]), Long(entry[4..]));
        var size = kind switch { 1 => 1, 3 => 2, 4 => 4, _ => 0 };
        if (size == 0 || count == 0 || count > file.Length / size)
            return;
        var values = entry[8..];
        if (count * size > 4)
        {
            var at = Long(values);
            if (at > file.Length - (count * size))
                return;
            values = file[(int)at..];
        }

        var read = new uint[count];
        for (var i = 0; i < read.Length; i++)
            read[i] = size switch { 1 => values[i], 2 => (uint)Short(values[(2 * i)..]), _ => Long(values[(4 * i)..]) };
        _entries[tag] = read;
    }

    private uint One(int tag, uint otherwise) => _entries.TryGetValue(tag, out var values) ? values[0] : otherwise;

    private uint[] All(int tag) => _entries.GetValueOrDefault(tag, []);
}
