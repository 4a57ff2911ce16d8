namespace Nascent.Torch.Sharing;

/// <summary>The loss of what a network says beside what another says of the same samples (Hinton et al. 2015, temperature 1).</summary>
internal static class Distillation
{
    /// <summary>The mean over the batch of the cross-entropy of both softmaxes, or of half the squared difference where one number is predicted; writes its gradient.</summary>
    /// <param name="teacher">(batch, outputs).</param>
    /// <param name="outputs">(batch, outputs) of the network that learns, or (batch, members, outputs) of an ensemble within one.</param>
    /// <param name="gradient">Of the shape of the outputs.</param>
    /// <param name="batch">Samples.</param>
    public static double Evaluate(ReadOnlySpan<float> teacher, ReadOnlySpan<float> outputs, Span<float> gradient, int batch)
    {
        var width = teacher.Length / batch;
        var (rows, members) = (outputs.Length / width, outputs.Length / teacher.Length);
        var loss = 0.0;
        Span<double> wanted = stackalloc double[width], said = stackalloc double[width];
        for (var i = 0; i < rows; i++)
        {
            var (row, taught) = (i * width, i / members * width);
            if (width == 1)
            {
                var error = outputs[row] - teacher[taught];
                loss += 0.5 * error * error;
                gradient[row] = error / rows;
                continue;
            }

            Softmax(teacher.Slice(taught, width), wanted);
            var logSum = Softmax(outputs.Slice(row, width), said);
            for (var c = 0; c < width; c++)
            {
                loss -= wanted[c] * (outputs[row + c] - logSum);
                gradient[row + c] = (float)((said[c] - wanted[c]) / rows);
            }
        }

        return loss / rows;
    }

    private static double Softmax(ReadOnlySpan<float> scores, Span<double> shares)
    {
        var highest = (double)scores[0];
        foreach (var score in scores)
            highest = Math.Max(highest, score);
        var sum = 0.0;
        for (var c = 0; c < scores.Length; c++)
            sum += shares[c] = Math.Exp(scores[c] - highest);
        foreach (ref var share in shares)
            share /= sum;
        return highest + Math.Log(sum);
    }
}
