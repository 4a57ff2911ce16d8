namespace Nascent.Data.Arrays;

/// <summary>Arrays of images, in whichever order and range, into bytes of (samples, channels, height, width).</summary>
internal static class ImageArrays
{
    /// <summary>Converts arrays whose samples have one shape.</summary>
    /// <exception cref="NascentException">The shape or the range is none of images.</exception>
    public static SampleValues.Pixels ToPixels(NpyArray[] arrays)
    {
        var (channels, height, width, channelsLast) = arrays[0].Shape switch
        {
            [_, var h, var w] => (1, h, w, false),
            [_, var h, var w, var c and (1 or 3)] => (c, h, w, true),
            [_, var c and (1 or 3), var h, var w] => (c, h, w, false),
            var shape => throw new NascentException($"{arrays[0].Origin}: found shape ({string.Join(", ", shape)}), expected images with 1 or 3 channels, first or last."),
        };
        if (arrays.Sum(array => (long)array.Count) > Array.MaxLength)
            throw new NascentException($"{arrays[0].Origin}: found more than {Array.MaxLength:N0} bytes of images, expected less.");
        var unit = UnitOf(arrays);
        var bytes = ByteArrays.Concatenate(Array.ConvertAll(arrays, array => ToBytes(array, unit)));
        return new(channelsLast && channels > 1 ? ChannelsFirst(bytes, channels, height * width) : bytes, channels, height, width);
    }

    // What stands for white: 255, or 1 where all values are floats from 0 to 1.
    private static double UnitOf(NpyArray[] arrays) =>
        arrays.All(array => array.Kind == 'f' && array.ToDoubles().All(value => value is >= 0 and <= 1)) ? 1 : 255;

    private static byte[] ToBytes(NpyArray array, double unit)
    {
        if (array is { Kind: 'u', ItemBytes: 1 })
            return array.Bytes;
        return Array.ConvertAll(array.ToDoubles(), value => value >= 0 && value <= unit
            ? (byte)Math.Round(value * 255 / unit)
            : throw new NascentException($"{array.Origin}: found the pixel {value}, expected 0 to 255, or 0 to 1 throughout; undo what was done to the images."));
    }

    private static byte[] ChannelsFirst(byte[] bytes, int channels, int plane)
    {
        var result = new byte[bytes.Length];
        var size = channels * plane;
        for (var start = 0; start < bytes.Length; start += size)
            for (var i = 0; i < plane; i++)
                for (var c = 0; c < channels; c++)
                    result[start + (c * plane) + i] = bytes[start + (i * channels) + c];
        return result;
    }
}
