namespace Nascent.Onnx.Quantisation;

/// <summary>The numbers that the bytes of a quantised value stand for: scale · (byte − zero point).</summary>
/// <param name="Scale">The step from one byte to the next, above 0.</param>
/// <param name="ZeroPoint">The byte that stands for 0.</param>
internal readonly record struct ValueRange(float Scale, byte ZeroPoint)
{
    private const int Steps = 255;

    // How much of the least and the greatest number is kept, at least: beyond, clipping costs more than finer steps give.
    private static readonly float[] Shares = [1f, 0.95f, 0.9f, 0.85f, 0.8f, 0.7f, 0.6f, 0.5f];

    /// <summary>The range for some numbers: the share of what lies between the least and the greatest that has the least mean squared error.</summary>
    /// <param name="numbers">What the value was.</param>
    public static ValueRange Of(ReadOnlySpan<float> numbers)
    {
        var (least, most) = (0f, 0f);
        foreach (var number in numbers)
            (least, most) = (Math.Min(least, number), Math.Max(most, number));
        var (best, lowest) = (Between(least, most), double.PositiveInfinity);
        foreach (var share in Shares)
        {
            var range = Between(share * least, share * most);
            var error = range.SquaredError(numbers);
            if (error < lowest)
                (best, lowest) = (range, error);
        }

        return best;
    }

    private static ValueRange Between(float least, float most)
    {
        var scale = Math.Max((most - least) / Steps, 1e-8f);
        return new(scale, (byte)Math.Clamp(MathF.Round(-least / scale), 0, Steps));
    }

    private double SquaredError(ReadOnlySpan<float> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            var code = Math.Clamp(MathF.Round(number / Scale) + ZeroPoint, 0, Steps);
            var error = (Scale * (code - ZeroPoint)) - number;
            sum += error * error;
        }

        return sum;
    }
}
