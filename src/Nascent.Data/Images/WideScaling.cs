using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Images;

/// <summary>Spreads 16-bit values over the bytes that networks read: what the training part uses becomes 0 to 255.</summary>
internal static class WideScaling
{
    private const int Values = 1 << 16;

    // The range holds all but this share of the values at each end; a few dead or hot pixels are more.
    private const double Outside = 0.0001;

    // Nor does it reach farther from the middle 99 % than this many times their width.
    private const double MiddleOutside = 0.005;
    private const int Reach = 4;

    /// <summary>The data with bytes as its pixels; data of 8 bits as it is, with a note where it uses few of them.</summary>
    public static RawDataSet Apply(RawDataSet data, int[] train, LoadingLog log)
    {
        if (data.Reading is null || data.Values is not SampleValues.Pixels pixels)
            return data;
        if (data.Wide is not { } wide)
        {
            NoteFew(data.Origin, pixels, train, log);
            return data;
        }

        var counts = new long[Values];
        foreach (var i in train)
            foreach (var value in wide.Values.AsSpan(i * wide.Length, wide.Length))
                counts[value]++;
        var range = RangeOf(counts);
        log.Note($"{data.Origin}: the images have 16 bits; the values {range.Low:N0} to {range.High:N0}, which those of the training set use, were spread over 0 to 255.");
        byte[] table = [.. Enumerable.Range(0, Values).Select(range.ToByte)];
        return data with { Values = pixels with { Bytes = Array.ConvertAll(wide.Values, value => table[value]) }, Wide = null, Reading = data.Reading with { Range = range } };
    }

    /// <summary>The range in use.</summary>
    /// <param name="counts">How often each of the 65,536 values occurs; at least one does.</param>
    public static PixelRange RangeOf(long[] counts)
    {
        var (low, high) = (Quantile(counts, Outside), Quantile(counts, 1 - Outside));
        var (bottom, top) = (Quantile(counts, MiddleOutside), Quantile(counts, 1 - MiddleOutside));
        if (top > bottom)
            (low, high) = (Math.Max(low, bottom - (Reach * (top - bottom))), Math.Min(high, top + (Reach * (top - bottom))));
        return high > low ? new(low, high) : low < Values - 1 ? new(low, low + 1) : new(low - 1, low);
    }

    private static int Quantile(long[] counts, double share)
    {
        var total = counts.Sum();
        var wanted = Math.Clamp((long)(share * total), 0, total - 1);
        var value = 0;
        for (var passed = counts[0]; passed <= wanted; passed += counts[value])
            value++;
        return value;
    }

    private static void NoteFew(string origin, SampleValues.Pixels pixels, int[] train, LoadingLog log)
    {
        const int few = 24;
        var length = pixels.Channels * pixels.Height * pixels.Width;
        var (low, high) = (byte.MaxValue, byte.MinValue);
        foreach (var i in train)
            foreach (var value in pixels.Bytes.AsSpan(i * length, length))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (high - low < few && high > low)
            log.Note($"{origin}: the pixels of the training set use the values {low} to {high} of 0 to 255 alone, as in masks or nearly black images; they are standardised, so that they can be learned from.");
    }
}
