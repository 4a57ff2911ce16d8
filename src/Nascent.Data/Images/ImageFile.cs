using SkiaSharp;

namespace Nascent.Data.Images;

/// <summary>Reads image files: PNG, JPEG, BMP and WebP.</summary>
/// <remarks>
/// An image of another size is scaled until it covers the wanted size, keeping its shape, and cropped around its centre. Grey is 0.299 red + 0.587
/// green + 0.114 blue. Transparency and the orientation that a camera notes are ignored. Safe for use by several threads at once.
/// </remarks>
public static class ImageFile
{
    /// <summary>The most pixels that an image may have: 64 Mi.</summary>
    public const long MostPixels = 1L << 26;

    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".bmp", ".webp"];

    /// <summary>Whether a file is named like an image.</summary>
    public static bool IsNamedSo(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads an image at a size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">1 for grey, 3 for red, green, blue.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <returns>(channels, height, width), row-major, 0 to 255.</returns>
    /// <exception cref="NascentException">The file is missing, no image, truncated or too large.</exception>
    public static byte[] Read(string path, int channels, int height, int width)
    {
        using var codec = Open(path);
        using var whole = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var result = codec.GetPixels(whole.Info, whole.GetPixels());
        if (result != SKCodecResult.Success)
            throw new NascentException($"{path}: {(result == SKCodecResult.IncompleteInput ? "the image is truncated" : $"the image is damaged ({result})")}, expected a whole {codec.EncodedFormat.ToString().ToUpperInvariant()} file.");
        var scale = Math.Max((double)width / whole.Width, (double)height / whole.Height);
        var (scaledWidth, scaledHeight) = (Math.Max(width, (int)Math.Round(whole.Width * scale)), Math.Max(height, (int)Math.Round(whole.Height * scale)));
        if (scaledWidth == whole.Width && scaledHeight == whole.Height)
            return Crop(whole, channels, height, width);
        var sampling = scale < 1 ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKCubicResampler.Mitchell);
        using var scaled = whole.Resize(whole.Info.WithSize(scaledWidth, scaledHeight), sampling);
        return Crop(scaled, channels, height, width);
    }

    /// <summary>The size of an image and whether it is stored as grey, from its header.</summary>
    /// <exception cref="NascentException">The file is missing, no image or too large.</exception>
    internal static (int Height, int Width, bool IsGrey) Probe(string path)
    {
        using var codec = Open(path);
        return (codec.Info.Height, codec.Info.Width, codec.Info.ColorType == SKColorType.Gray8);
    }

    private static SKCodec Open(string path)
    {
        using var stream = InputFileStream(path);
        using var data = SKData.Create(stream);
        var codec = data is null ? null : SKCodec.Create(data);
        if (codec is null)
            throw new NascentException($"{path}: found {(stream.Length == 0 ? "an empty file" : "a file that is no image or a damaged one")}, expected PNG, JPEG, BMP or WebP.");
        if ((long)codec.Info.Width * codec.Info.Height <= MostPixels)
            return codec;
        using (codec)
            throw new NascentException($"{path}: found an image of {codec.Info.Width}×{codec.Info.Height} pixels, expected at most {MostPixels:N0} in all.");
    }

    private static FileStream InputFileStream(string path) => Reading.InputFile.OpenAsIs(path);

    private static byte[] Crop(SKBitmap bitmap, int channels, int height, int width)
    {
        var pixels = bitmap.GetPixelSpan();   // (rows, columns, RGBA)
        var (top, left, plane) = ((bitmap.Height - height) / 2, (bitmap.Width - width) / 2, height * width);
        var bytes = new byte[channels * plane];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var pixel = pixels.Slice(((top + y) * bitmap.RowBytes) + ((left + x) * 4), 3);
                var at = (y * width) + x;
                if (channels == 1)
                    bytes[at] = (byte)(((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) + 500) / 1000);
                else
                    (bytes[at], bytes[plane + at], bytes[(2 * plane) + at]) = (pixel[0], pixel[1], pixel[2]);
            }

        return bytes;
    }
}
