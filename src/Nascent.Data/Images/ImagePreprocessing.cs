using System.Collections.Immutable;
using Nascent.Tasks;

namespace Nascent.Data.Images;

/// <summary>Fits the standardisation of pixels to the training part.</summary>
internal static class ImagePreprocessing
{
    /// <summary>Mean and standard deviation of pixel / 255 by channel; a channel of one value gets the deviation 1.</summary>
    public static Preprocessing.Image Fit(SampleValues.Pixels train)
    {
        var plane = train.Height * train.Width;
        var count = train.Bytes.Length / (plane * train.Channels);
        var mean = ImmutableArray.CreateBuilder<double>();
        var deviation = ImmutableArray.CreateBuilder<double>();
        for (var channel = 0; channel < train.Channels; channel++)
        {
            var (sum, squares) = (0L, 0L);   // exact: at most 2^31 pixels of 255²
            for (var i = 0; i < count; i++)
                foreach (var pixel in train.Bytes.AsSpan(((i * train.Channels) + channel) * plane, plane))
                    (sum, squares) = (sum + pixel, squares + (pixel * pixel));
            var total = (double)count * plane;
            var average = sum / total;
            var variance = Math.Max(0, (squares / total) - (average * average));
            mean.Add(average / 255);
            deviation.Add(variance > 0 ? Math.Sqrt(variance) / 255 : 1);
        }

        return new(train.Channels, train.Height, train.Width, mean.ToImmutable(), deviation.ToImmutable());
    }
}
