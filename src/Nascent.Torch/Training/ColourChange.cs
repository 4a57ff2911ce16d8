using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>Changes brightness, contrast and saturation of images at random, in that order, each by a factor of 1 ± strength.</summary>
/// <param name="strength">In the range (0, 1).</param>
/// <param name="preprocessing">How pixels were normalised.</param>
internal sealed class ColourChange(double strength, Preprocessing.Image preprocessing)
{
    private readonly int _channels = preprocessing.Channels;
    private readonly float[] _mean = [.. preprocessing.Mean.Select(mean => (float)mean)];
    private readonly float[] _deviation = [.. preprocessing.StandardDeviation.Select(deviation => (float)deviation)];

    /// <summary>Changes one image in place.</summary>
    /// <param name="image">(height, width, channels), normalised.</param>
    /// <param name="bits">64 random bits: 21 for each change.</param>
    public void Change(Span<float> image, ulong bits)
    {
        var (brightness, contrast, saturation) = (Factor(bits), Factor(bits >> 21), Factor(bits >> 42));
        var grey = MeanGrey(image) * brightness; // contrast is around the mean of the brighter or darker image
        for (var i = 0; i < image.Length; i += _channels)
        {
            var own = 0f;
            for (var c = 0; c < _channels; c++)
            {
                var value = ((image[i + c] * _deviation[c]) + _mean[c]) * brightness;
                image[i + c] = grey + ((value - grey) * contrast);
                own += image[i + c];
            }

            own /= _channels;
            for (var c = 0; c < _channels; c++)
                image[i + c] = (Math.Clamp(own + ((image[i + c] - own) * saturation), 0, 1) - _mean[c]) / _deviation[c];
        }
    }

    private float MeanGrey(Span<float> image)
    {
        var sum = 0f;
        for (var i = 0; i < image.Length; i++)
            sum += (image[i] * _deviation[i % _channels]) + _mean[i % _channels];
        return sum / image.Length;
    }

    private float Factor(ulong bits) => (float)(1 + (strength * ((2.0 * (bits & 0x1FFFFF) / 0x1FFFFF) - 1)));
}
