namespace Nascent.Torch.Sharing;

/// <summary>A smaller kernel from the middle of a larger one, by a matrix that is learned (Cai et al. 2020, section 3.2, kernel transformation matrices).</summary>
/// <remarks>
/// One matrix serves all channels of a layer. It goes from a side to the next smaller one, two less: a kernel of 3 comes from one of 7 over one of 5. Kernels are in the order outputs, height, width, inputs; a
/// matrix has a row for each place of the smaller kernel, and a column for each place of the middle of the larger one.
/// </remarks>
internal static class KernelTransform
{
    /// <summary>By how much a side falls in one step.</summary>
    public const int Step = 2;

    /// <summary>The matrix that gives the middle as it is.</summary>
    /// <param name="side">The smaller side.</param>
    public static float[] Identity(int side)
    {
        var places = side * side;
        var matrix = new float[places * places];
        for (var i = 0; i < places; i++)
            matrix[(i * places) + i] = 1;
        return matrix;
    }

    /// <summary>The smaller kernels.</summary>
    /// <param name="from">The larger kernels.</param>
    /// <param name="side">The smaller side.</param>
    /// <param name="inputs">Inputs of each.</param>
    /// <param name="matrix">The matrix.</param>
    public static float[] Shrink(ReadOnlySpan<float> from, int side, int inputs, ReadOnlySpan<float> matrix)
    {
        var (places, larger) = (side * side, (side + Step) * (side + Step));
        var outputs = from.Length / (larger * inputs);
        var to = new float[outputs * places * inputs];
        for (var output = 0; output < outputs; output++)
            for (var row = 0; row < places; row++)
                for (var column = 0; column < places; column++)
                    AddScaled(from.Slice(((output * larger) + Middle(column, side)) * inputs, inputs), matrix[(row * places) + column], to.AsSpan(((output * places) + row) * inputs, inputs));
        return to;
    }

    /// <summary>The gradient by the larger kernels; adds that by the matrix.</summary>
    /// <param name="from">The larger kernels.</param>
    /// <param name="byTo">The gradient by the smaller ones.</param>
    /// <param name="side">The smaller side.</param>
    /// <param name="inputs">Inputs of each.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="byMatrix">Where its gradient is added.</param>
    public static float[] Back(ReadOnlySpan<float> from, ReadOnlySpan<float> byTo, int side, int inputs, ReadOnlySpan<float> matrix, Span<float> byMatrix)
    {
        var (places, larger) = (side * side, (side + Step) * (side + Step));
        var outputs = from.Length / (larger * inputs);
        var byFrom = new float[from.Length];
        for (var output = 0; output < outputs; output++)
            for (var row = 0; row < places; row++)
            {
                var gradient = byTo.Slice(((output * places) + row) * inputs, inputs);
                for (var column = 0; column < places; column++)
                {
                    var place = ((output * larger) + Middle(column, side)) * inputs;
                    AddScaled(gradient, matrix[(row * places) + column], byFrom.AsSpan(place, inputs));
                    byMatrix[(row * places) + column] += Dot(gradient, from.Slice(place, inputs));
                }
            }

        return byFrom;
    }

    /// <summary>The place in the larger kernel of a place in its middle.</summary>
    private static int Middle(int place, int side)
    {
        var (y, x) = Math.DivRem(place, side);
        return ((y + (Step / 2)) * (side + Step)) + x + (Step / 2);
    }

    private static void AddScaled(ReadOnlySpan<float> values, float factor, Span<float> target)
    {
        for (var i = 0; i < values.Length; i++)
            target[i] += factor * values[i];
    }

    private static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0f;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
