using Nascent.Data.Images.Decoding;
using Nascent.Data.Images.Fitting;
using Nascent.Tasks;

namespace Nascent.Data.Images;

/// <summary>Reads image files: PNG, JPEG, GIF, TIFF, BMP, ICO and WebP.</summary>
/// <remarks>
/// Pictures are turned as their camera notes, transparent ones are laid on a background, and those of another size are fitted. Grey is 0.299 red + 0.587
/// green + 0.114 blue. Of several pictures in a file the first is read. Safe for use by several threads at once.
/// </remarks>
public static class ImageFile
{
    /// <summary>The most pixels that an image may have: 64 Mi.</summary>
    public const long MostPixels = ImageLimits.MostPixels;

    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".tif", ".tiff", ".bmp", ".ico", ".webp"];

    /// <summary>Whether a file is named like an image.</summary>
    public static bool IsNamedSo(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads an image at a size: scaled until it covers the size, keeping its shape, and cropped around its centre. Transparency is ignored.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">1 for grey, 3 for red, green, blue.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <returns>(channels, height, width), row-major, 0 to 255.</returns>
    /// <exception cref="NascentException">The file is missing, no image, truncated or too large.</exception>
    public static byte[] Read(string path, int channels, int height, int width) => ReadBytes(path, new Frame(channels, height, width, ImageFit.Crop, Background: null));

    /// <summary>Reads an image as a network was trained to see it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="preprocessing">What the network reads.</param>
    /// <returns>(channels, height, width), row-major, 0 to 255.</returns>
    /// <exception cref="NascentException">The file is missing, no image, truncated or too large, or the preprocessing has values out of their ranges.</exception>
    public static byte[] Read(string path, Preprocessing.Image preprocessing)
    {
        if (preprocessing.Reading is not { } reading)
            return Read(path, preprocessing.Channels, preprocessing.Height, preprocessing.Width);
        var frame = new Frame(preprocessing.Channels, preprocessing.Height, preprocessing.Width, reading.Fit, Colour.Parse(reading.Background));
        return reading.Range is not { } range ? ReadBytes(path, frame)
            : range.Low >= 0 && range.Low < range.High && range.High <= ushort.MaxValue ? Array.ConvertAll(ReadWide(path, frame), value => range.ToByte(value))
            : throw new NascentException($"The preprocessing has the range {range.Low} to {range.High}, expected a low value below a high one from 0 to {ushort.MaxValue}.");
    }

    /// <summary>Reads an image into a frame.</summary>
    internal static byte[] ReadBytes(string path, Frame frame)
    {
        using var image = OpenImage.Open(path);
        using var bitmap = image.ToBitmap();
        return BitmapFitting.Fit(bitmap, frame, image.Header.MayBeTransparent);
    }

    /// <summary>Reads an image into a frame with 16 bits a value; those of 8 bits count 257 times.</summary>
    internal static ushort[] ReadWide(string path, Frame frame)
    {
        using var image = OpenImage.Open(path);
        if (image.Header.IsWide)
            return WideFitting.Fit(image.ToWide(), frame, image.Header.MayBeTransparent);
        using var bitmap = image.ToBitmap();
        return Array.ConvertAll(BitmapFitting.Fit(bitmap, frame, image.Header.MayBeTransparent), value => (ushort)(value * 257));
    }

    /// <summary>What a file says of itself before its pixels.</summary>
    /// <exception cref="NascentException">The file is missing, no image or too large.</exception>
    internal static ImageHeader Probe(string path)
    {
        using var image = OpenImage.Open(path);
        return image.Header;
    }
}
