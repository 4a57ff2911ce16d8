using Nascent.Data.Images.Decoding;

namespace Nascent.Data.Images.Fitting;

/// <summary>Fits pictures of 16 bits a value into a frame.</summary>
internal static class WideFitting
{
    /// <summary>Lays a picture on the background, scales it, and crops it or sets it between bars.</summary>
    /// <returns>(channels, height, width), row-major, 0 to 65,535.</returns>
    public static ushort[] Fit(WidePicture whole, Frame frame, bool mayBeTransparent)
    {
        var (top, left, height, width) = frame.Used(whole.Height, whole.Width);
        var (scaledHeight, scaledWidth) = frame.Scaled(height, width);
        var (rows, columns) = (Weights.Of(height, scaledHeight), Weights.Of(width, scaledWidth));
        var values = new ushort[frame.Length];
        for (var channel = 0; channel < frame.Channels; channel++)
        {
            var plane = Plane(whole, frame, channel, mayBeTransparent, (top, left, height, width));
            var scaled = Scale(Scale(plane, height, width, columns), scaledWidth, height, rows);   // each pass turns rows into columns
            Place(scaled, scaledHeight, scaledWidth, frame, channel, values);
        }

        return values;
    }

    // (height, width) of one channel, laid on the background.
    private static float[] Plane(WidePicture whole, Frame frame, int channel, bool mayBeTransparent, (int Top, int Left, int Height, int Width) used)
    {
        var plane = new float[used.Height * used.Width];
        var background = frame.Background is { } colour ? colour.In(channel, frame.Channels) * 257f : 0;
        for (var y = 0; y < used.Height; y++)
        {
            for (var x = 0; x < used.Width; x++)
            {
                var pixel = whole.Values.AsSpan((((used.Top + y) * whole.Width) + used.Left + x) * 4, 4);
                var value = frame.Channels == 1 ? (0.299f * pixel[0]) + (0.587f * pixel[1]) + (0.114f * pixel[2]) : pixel[channel];
                if (mayBeTransparent && frame.Background is not null)
                    value = background + ((value - background) * pixel[3] / ushort.MaxValue);
                plane[(y * used.Width) + x] = value;
            }
        }

        return plane;
    }

    // (rows, columns) to (new columns, rows).
    private static float[] Scale(float[] plane, int rows, int columns, Weights weights)
    {
        var result = new float[weights.Count * rows];
        for (var y = 0; y < rows; y++)
            for (var x = 0; x < weights.Count; x++)
                result[(x * rows) + y] = weights.Apply(plane.AsSpan(y * columns, columns), x);
        return result;
    }

    // The plane lies (scaled height, scaled width) again after two passes.
    private static void Place(float[] plane, int height, int width, Frame frame, int channel, ushort[] values)
    {
        var target = values.AsSpan(channel * frame.Height * frame.Width, frame.Height * frame.Width);
        target.Fill((ushort)(frame.Bar(channel) * 257));
        var (top, left) = ((height - frame.Height) / 2, (width - frame.Width) / 2);
        for (var y = Math.Max(0, -top); y < Math.Min(frame.Height, height - top); y++)
            for (var x = Math.Max(0, -left); x < Math.Min(frame.Width, width - left); x++)
                target[(y * frame.Width) + x] = (ushort)Math.Clamp(MathF.Round(plane[((top + y) * width) + left + x]), 0, ushort.MaxValue);
    }
}
