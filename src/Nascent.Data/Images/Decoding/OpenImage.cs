using System.Runtime.InteropServices;
using Nascent.Data.Reading;
using SkiaSharp;

namespace Nascent.Data.Images.Decoding;

/// <summary>An image file whose header was read: its size is known and reasonable, its pixels are not decoded yet.</summary>
internal sealed class OpenImage : IDisposable
{
    private readonly string _path;
    private readonly SKData _data;
    private readonly PngHeader? _png;
    private readonly TiffFile? _tiff;
    private readonly SKCodec? _codec;

    private OpenImage(string path, SKData data)
    {
        (_path, _data) = (path, data);
        _tiff = TiffFile.Read(data.AsSpan());
        _png = PngHeader.Read(data.AsSpan());
        _codec = _tiff is null && _png is not { IsWide: true } ? SKCodec.Create(data) : null;
    }

    /// <summary>What the file says before its pixels.</summary>
    public ImageHeader Header { get; private set; }

    private string Format => _codec is not null ? _codec.EncodedFormat.ToString().ToUpperInvariant() : _tiff is not null ? "TIFF" : "PNG";

    /// <summary>Opens a file; what it begins with decides its format, not its name.</summary>
    /// <exception cref="NascentException">The file is missing, no image, of a kind of TIFF that is not read, or too large.</exception>
    public static OpenImage Open(string path)
    {
        using var stream = InputFile.OpenAsIs(path);
        var data = stream.Length == 0 ? null : SKData.Create(stream);
        if (data is null)
            throw new NascentException($"{path}: found an empty file, expected {ImageLimits.Formats}.");
        var image = new OpenImage(path, data);
        try
        {
            image.Check();
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <summary>The pixels with 8 bits a value, upright, colours not multiplied by how opaque they are.</summary>
    /// <exception cref="NascentException">The file is truncated or damaged.</exception>
    public SKBitmap ToBitmap()
    {
        if (_codec is null)
            return ToWide().ToBitmap();
        var whole = new SKBitmap(new SKImageInfo(_codec.Info.Width, _codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var result = _codec.GetPixels(whole.Info, whole.GetPixels());
        if (result == SKCodecResult.Success)
            return Upright(whole, _png?.Origin ?? _codec.EncodedOrigin);
        using (whole)
            throw Broken(result == SKCodecResult.IncompleteInput, result.ToString());
    }

    /// <summary>The pixels with 16 bits a value, upright; those of 8 bits count 257 times.</summary>
    /// <exception cref="NascentException">The file is truncated or damaged.</exception>
    public WidePicture ToWide()
    {
        try
        {
            if (_tiff is not null)
                return TiffPixels.Decode(_data.AsSpan(), _tiff).Upright(_tiff.Origin);
            if (_codec is null)
                return WidePng.Decode(_data.AsSpan(), _png!).Upright(_png!.Origin);
        }
        catch (EndOfStreamException)
        {
            throw Broken(isTruncated: true, "");
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw Broken(isTruncated: false, "its pixels cannot be unpacked");
        }

        using var bitmap = ToBitmap();
        var pixels = bitmap.GetPixelSpan();
        var values = new ushort[bitmap.Height * bitmap.Width * 4];
        for (var i = 0; i < values.Length; i++)
            values[i] = (ushort)(pixels[i] * 257);
        return new(bitmap.Height, bitmap.Width, values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _codec?.Dispose();
        _data.Dispose();
    }

    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return bitmap;
        using (bitmap)
        {
            var pixels = Orientation.Turned(MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan()), bitmap.Height, bitmap.Width, origin);
            var (height, width) = Orientation.Size(bitmap.Height, bitmap.Width, origin);
            var turned = new SKBitmap(bitmap.Info.WithSize(width, height));
            Marshal.Copy((int[])(object)pixels, 0, turned.GetPixels(), pixels.Length);
            return turned;
        }
    }

    private void Check()
    {
        if (_tiff is not null)
        {
            if (_tiff.Unread is { } unread)
                throw new NascentException($"{_path}: found a TIFF file with {unread}, which is not read; expected {ImageLimits.Formats}: save it as PNG or as plain TIFF.");
            CheckSize(_tiff.Height, _tiff.Width);
            var (height, width) = Orientation.Size(_tiff.Height, _tiff.Width, _tiff.Origin);
            Header = new(height, width, _tiff.Colour < 2, _tiff.Depth == 16, _tiff.HasOpacity);
        }
        else if (_png is { IsWide: true })
        {
            CheckSize(_png.Height, _png.Width);
            var (height, width) = Orientation.Size(_png.Height, _png.Width, _png.Origin);
            Header = new(height, width, _png.IsGrey, IsWide: true, _png.PerPixel is 2 or 4 || _png.Transparent.Length > 0);
        }
        else if (_codec is not null)
        {
            CheckSize(_codec.Info.Height, _codec.Info.Width);
            var (height, width) = Orientation.Size(_codec.Info.Height, _codec.Info.Width, _png?.Origin ?? _codec.EncodedOrigin);
            Header = new(height, width, _codec.Info.ColorType == SKColorType.Gray8, IsWide: false, _codec.Info.AlphaType != SKAlphaType.Opaque);
        }
        else
        {
            throw new NascentException($"{_path}: found a file that is no image or a damaged one, expected {ImageLimits.Formats}.");
        }
    }

    private void CheckSize(int height, int width)
    {
        if (height <= 0 || width <= 0 || (long)width * height > ImageLimits.MostPixels)
            throw new NascentException($"{_path}: found an image of {width}×{height} pixels, expected at most {ImageLimits.MostPixels:N0} in all.");
    }

    private NascentException Broken(bool isTruncated, string how) =>
        new($"{_path}: {(isTruncated ? "the image is truncated" : $"the image is damaged ({how})")}, expected a whole {Format} file.");
}
