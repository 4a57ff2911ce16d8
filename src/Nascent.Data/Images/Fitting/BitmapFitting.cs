using System.Runtime.InteropServices;
using SkiaSharp;

namespace Nascent.Data.Images.Fitting;

/// <summary>Fits pictures of 8 bits a value into a frame.</summary>
internal static class BitmapFitting
{
    /// <summary>Lays a picture on the background, scales it, and crops it or sets it between bars.</summary>
    /// <param name="whole">RGBA, colours not multiplied by how opaque they are; it is changed.</param>
    /// <param name="frame">What it becomes.</param>
    /// <param name="mayBeTransparent">Whether to look for transparent pixels.</param>
    /// <returns>(channels, height, width), row-major.</returns>
    public static byte[] Fit(SKBitmap whole, Frame frame, bool mayBeTransparent)
    {
        if (mayBeTransparent && frame.Background is { } background)
            LayOn(background, whole);
        var (top, left, height, width) = frame.Used(whole.Height, whole.Width);
        using var middle = (height, width) == (whole.Height, whole.Width) ? null : new SKBitmap();
        if (middle is not null && !whole.ExtractSubset(middle, SKRectI.Create(left, top, width, height)))
            throw new InvalidOperationException("The middle of a picture lies inside it.");
        var source = middle ?? whole;
        var (scaledHeight, scaledWidth) = frame.Scaled(height, width);
        if ((scaledHeight, scaledWidth) == (height, width))
            return Place(source, frame);
        var shrinks = scaledHeight < height || scaledWidth < width;
        var sampling = shrinks ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKCubicResampler.Mitchell);
        using var scaled = source.Resize(source.Info.WithSize(scaledWidth, scaledHeight), sampling);
        return Place(scaled, frame);
    }

    private static void LayOn(Colour background, SKBitmap bitmap)
    {
        var pixels = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bitmap.GetPixelSpan()), bitmap.ByteCount);
        for (var i = 0; i < pixels.Length; i += 4)
        {
            if (pixels[i + 3] is var opaque && opaque == 255)
                continue;
            pixels[i] = Mixed(pixels[i], background.Red, opaque);
            pixels[i + 1] = Mixed(pixels[i + 1], background.Green, opaque);
            pixels[i + 2] = Mixed(pixels[i + 2], background.Blue, opaque);
            pixels[i + 3] = 255;
        }
    }

    private static byte Mixed(int colour, int background, int opaque) => (byte)(((colour * opaque) + (background * (255 - opaque)) + 127) / 255);

    private static byte[] Place(SKBitmap bitmap, Frame frame)
    {
        var pixels = bitmap.GetPixelSpan();   // (rows, columns, RGBA)
        var (rows, columns, rowBytes, plane) = (bitmap.Height, bitmap.Width, bitmap.RowBytes, frame.Height * frame.Width);
        var bytes = new byte[frame.Length];
        if (rows < frame.Height || columns < frame.Width)
            for (var channel = 0; channel < frame.Channels; channel++)
                bytes.AsSpan(channel * plane, plane).Fill(frame.Bar(channel));
        var (top, left) = ((rows - frame.Height) / 2, (columns - frame.Width) / 2);   // below zero where bars are
        var (bottom, right) = (Math.Min(frame.Height, rows - top), Math.Min(frame.Width, columns - left));
        for (var y = Math.Max(0, -top); y < bottom; y++)
        {
            for (var x = Math.Max(0, -left); x < right; x++)
            {
                var pixel = pixels.Slice(((top + y) * rowBytes) + ((left + x) * 4), 3);
                var at = (y * frame.Width) + x;
                if (frame.Channels == 1)
                    bytes[at] = (byte)(((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) + 500) / 1000);
                else
                    (bytes[at], bytes[plane + at], bytes[(2 * plane) + at]) = (pixel[0], pixel[1], pixel[2]);
            }
        }

        return bytes;
    }
}
