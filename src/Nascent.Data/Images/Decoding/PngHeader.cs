using System.Buffers.Binary;
using SkiaSharp;

namespace Nascent.Data.Images.Decoding;

/// <summary>What a PNG file says before its pixels.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Depth">Bits a value.</param>
/// <param name="Colour">0 grey, 2 colour, 3 palette, 4 grey and opacity, 6 colour and opacity.</param>
/// <param name="IsInterlaced">Whether it comes in the seven passes of Adam7.</param>
/// <param name="Origin">How it is to be turned.</param>
/// <param name="Transparent">The colour (one value for grey, three for colour) that is transparent, or none.</param>
internal sealed record PngHeader(int Height, int Width, int Depth, int Colour, bool IsInterlaced, SKEncodedOrigin Origin, ushort[] Transparent)
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether values have 16 bits.</summary>
    public bool IsWide => Depth == 16 && Colour is 0 or 2 or 4 or 6;

    /// <summary>Whether it is stored as grey.</summary>
    public bool IsGrey => Colour is 0 or 4;

    /// <summary>Values of one pixel in the file.</summary>
    public int PerPixel => Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Reads it, or gives null where the file is no PNG.</summary>
    public static PngHeader? Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature) || file.Length < 33 || !file[12..].StartsWith("IHDR"u8))
            return null;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
        var (origin, transparent) = (SKEncodedOrigin.TopLeft, Array.Empty<ushort>());
        for (var at = 8; Chunk(file, at) is { } chunk; at = chunk.Next)
        {
            var name = file.Slice(at + 4, 4);
            var data = file[chunk.Data];
            if (name.SequenceEqual("eXIf"u8))
                origin = Orientation.OfExif(data);
            else if (name.SequenceEqual("tRNS"u8) && data.Length is 2 or 6)
                transparent = data.Length == 2 ? [BinaryPrimitives.ReadUInt16BigEndian(data)]
                    : [BinaryPrimitives.ReadUInt16BigEndian(data), BinaryPrimitives.ReadUInt16BigEndian(data[2..]), BinaryPrimitives.ReadUInt16BigEndian(data[4..])];
        }

        return new(height, width, file[24], file[25], file[28] == 1, origin, transparent);
    }

    /// <summary>The chunk that begins at a place, or null where the file ends.</summary>
    public static (Range Data, int Next)? Chunk(ReadOnlySpan<byte> file, int at)
    {
        if (at > file.Length - 12)
            return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        return length <= file.Length - at - 12 ? ((at + 8)..(at + 8 + (int)length), at + 12 + (int)length) : null;
    }
}
