namespace Nascent.Data.Images.Decoding;

/// <summary>What an image may have.</summary>
internal static class ImageLimits
{
    /// <summary>The most pixels: 64 Mi.</summary>
    public const long MostPixels = 1L << 26;

    /// <summary>The formats, as errors list them.</summary>
    public const string Formats = "PNG, JPEG, GIF, TIFF, BMP or WebP";
}
