namespace Nascent.Onnx.Quantisation;

/// <summary>What a value was on calibration samples.</summary>
/// <param name="numbers">How many numbers are kept at most.</param>
internal sealed class SeenValue(int numbers)
{
    private readonly List<float> _kept = [];
    private double[] _sums = [];
    private long _positions;

    /// <summary>Some of its numbers, evenly taken.</summary>
    public float[] Numbers => [.. _kept];

    /// <summary>The mean of each channel.</summary>
    public double[] Means => Array.ConvertAll(_sums, sum => sum / _positions);

    /// <summary>Adds what it was on some samples.</summary>
    /// <param name="values">(samples, channels, positions), row-major.</param>
    /// <param name="shape">The samples, the channels, and the sizes of the positions.</param>
    public void Add(ReadOnlySpan<float> values, ReadOnlySpan<long> shape)
    {
        var (samples, channels) = ((int)shape[0], shape.Length > 1 ? (int)shape[1] : 1);
        var positions = values.Length / (samples * channels);
        Array.Resize(ref _sums, channels);
        for (var i = 0; i < values.Length; i++)
            _sums[i / positions % channels] += values[i];
        _positions += (long)samples * positions;
        // A stride that shares no factor with the usual sizes takes numbers from all channels and places.
        var stride = Math.Max(1, (values.Length / Math.Max(1, numbers / 8)) | 1);
        for (var i = 0; i < values.Length && _kept.Count < numbers; i += stride)
            _kept.Add(values[i]);
    }
}
