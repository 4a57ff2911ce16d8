using Nascent.Tasks;

namespace Nascent.Data.Images.Fitting;

/// <summary>What images become.</summary>
/// <param name="Channels">1 for grey, 3 for red, green, blue.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Fit">How images of another shape are fitted.</param>
/// <param name="Background">What transparent ones are laid on, or null where transparency is ignored; bars have it too.</param>
internal sealed record Frame(int Channels, int Height, int Width, ImageFit Fit, Colour? Background)
{
    private static readonly Colour White = new(255, 255, 255);

    /// <summary>The values of one image.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>The size to which an image is scaled before it is cropped or set between bars.</summary>
    public (int Height, int Width) Scaled(int height, int width)
    {
        if (Fit == ImageFit.Stretch)
            return (Height, Width);
        var (down, across) = ((double)Height / height, (double)Width / width);
        return Fit == ImageFit.Crop
            ? (Math.Max(Height, (int)Math.Round(height * Math.Max(down, across))), Math.Max(Width, (int)Math.Round(width * Math.Max(down, across))))
            : (Math.Clamp((int)Math.Round(height * Math.Min(down, across)), 1, Height), Math.Clamp((int)Math.Round(width * Math.Min(down, across)), 1, Width));
    }

    /// <summary>The part of an image that is scaled: all of it, or its middle where the rest would be cropped and scaling all of it would take too much.</summary>
    public (int Top, int Left, int Height, int Width) Used(int height, int width)
    {
        if (Fit != ImageFit.Crop || Math.Max((double)Height / height, (double)Width / width) * Math.Max(height, width) <= 1 << 14)
            return (0, 0, height, width);
        var (rows, columns) = (Math.Clamp((int)((double)width * Height / Width), 1, height), Math.Clamp((int)((double)height * Width / Height), 1, width));
        return ((height - rows) / 2, (width - columns) / 2, rows, columns);
    }

    /// <summary>The value of bars in a channel.</summary>
    public byte Bar(int channel) => (Background ?? White).In(channel, Channels);
}
