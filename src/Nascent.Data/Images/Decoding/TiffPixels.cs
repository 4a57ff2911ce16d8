using System.IO.Compression;

namespace Nascent.Data.Images.Decoding;

/// <summary>Decodes the pixels of a TIFF file.</summary>
internal static class TiffPixels
{
    /// <summary>Decodes the first picture.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="tiff">Its directory, of which <see cref="TiffFile.Unread"/> is null.</param>
    /// <exception cref="EndOfStreamException">The file is truncated.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static WidePicture Decode(ReadOnlySpan<byte> file, TiffFile tiff)
    {
        var values = new ushort[tiff.Height * tiff.Width * 4];
        for (var i = 3; i < values.Length; i += 4)
            values[i] = ushort.MaxValue;
        var (height, width) = tiff.Block;
        if (height <= 0 || width <= 0 || (long)height * width > ImageLimits.MostPixels)
            throw new InvalidDataException();
        var (down, across, planes) = ((tiff.Height + height - 1) / height, (tiff.Width + width - 1) / width, tiff.IsPlanar ? tiff.PerPixel : 1);
        var samples = tiff.IsPlanar ? 1 : tiff.PerPixel;
        var rowBytes = ((width * samples * tiff.Depth) + 7) / 8;
        if (tiff.Offsets.Length < (long)down * across * planes)
            throw new EndOfStreamException();
        var block = new byte[height * rowBytes];
        for (var plane = 0; plane < planes; plane++)
        {
            for (var i = 0; i < down * across; i++)
            {
                var (top, left) = (i / across * height, i % across * width);
                var (rows, columns) = (Math.Min(height, tiff.Height - top), Math.Min(width, tiff.Width - left));
                Inflate(file, tiff, (plane * down * across) + i, block.AsSpan(0, (tiff.IsTiled ? height : rows) * rowBytes));
                for (var y = 0; y < rows; y++)
                    Row(tiff, block.AsSpan(y * rowBytes, rowBytes), samples, plane, columns, values.AsSpan((((top + y) * tiff.Width) + left) * 4));
            }
        }

        return new(tiff.Height, tiff.Width, values);
    }

    private static void Inflate(ReadOnlySpan<byte> file, TiffFile tiff, int index, Span<byte> block)
    {
        var (at, length) = (tiff.Offsets[index], index < tiff.Lengths.Length ? tiff.Lengths[index] : (uint)block.Length);
        if (at + (long)length > file.Length)
            throw new EndOfStreamException();
        var packed = file.Slice((int)at, (int)length);
        switch (tiff.Compression)
        {
            case 5:
                TiffPacking.Lzw(packed, block);
                break;
            case 32773:
                TiffPacking.PackBits(packed, block);
                break;
            case 8 or 32946:
                using (var stream = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress))
                    stream.ReadExactly(block);
                break;
            default:
                if (packed.Length < block.Length)
                    throw new EndOfStreamException();
                packed[..block.Length].CopyTo(block);
                break;
        }
    }

    // One row of a block: `samples` values a pixel in the file, of which the first is the value number `plane` of the picture.
    private static void Row(TiffFile tiff, ReadOnlySpan<byte> bytes, int samples, int plane, int columns, Span<ushort> target)
    {
        var most = (1 << tiff.Depth) - 1;
        Span<int> before = stackalloc int[Math.Max(1, samples)];
        before.Clear();
        for (var x = 0; x < columns; x++)
        {
            for (var s = 0; s < samples; s++)
            {
                var value = Value(tiff, bytes, (x * samples) + s);
                if (tiff.IsDifferences)
                    before[s] = value = (value + before[s]) & most;
                Put(tiff, plane + s, value, most, target.Slice(x * 4, 4));
            }
        }
    }

    private static int Value(TiffFile tiff, ReadOnlySpan<byte> bytes, int i) => tiff.Depth switch
    {
        16 => tiff.Short(bytes[(2 * i)..]),
        8 => bytes[i],
        var depth => (bytes[i * depth / 8] >> (8 - depth - (i * depth % 8))) & ((1 << depth) - 1),
    };

    private static void Put(TiffFile tiff, int sample, int value, int most, Span<ushort> pixel)
    {
        if (sample >= tiff.Colours)
        {
            if (sample == tiff.Colours && tiff.HasOpacity)
                pixel[3] = Spread(value, most);
        }
        else if (tiff.Colour == 3)
        {
            var (palette, size) = (tiff.Palette, most + 1);
            (pixel[0], pixel[1], pixel[2]) = ((ushort)palette[value], (ushort)palette[size + value], (ushort)palette[(2 * size) + value]);
        }
        else if (tiff.Colour == 2)
        {
            pixel[sample] = Spread(value, most);
        }
        else
        {
            pixel[..3].Fill(Spread(tiff.Colour == 0 ? most - value : value, most));
        }
    }

    private static ushort Spread(int value, int most) => (ushort)(value * 65535L / most);
}
