namespace Nascent.Torch.Sharing;

/// <summary>The loss of what a network says beside what another says of the same samples (Hinton et al. 2015, temperature 1).</summary>
internal static class Distillation
{
    /// <summary>The mean over the batch of the cross-entropy of both softmaxes, or of half the squared difference where one number is predicted; its gradient takes the place of a share of another loss's.</summary>
    /// <param name="teacher">(batch, outputs).</param>
    /// <param name="outputs">(batch, outputs) of the network that learns, or (batch, members, outputs) of an ensemble within one.</param>
    /// <param name="gradient">That of the other loss, of the shape of the outputs; becomes that of both.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="share">The share of this loss, in the range (0, 1].</param>
    public static double Mix(ReadOnlySpan<float> teacher, ReadOnlySpan<float> outputs, Span<float> gradient, int batch, float share)
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
                gradient[row] += share * ((error / rows) - gradient[row]);
                continue;
            }

            Softmax(teacher.Slice(taught, width), wanted);
            var logSum = Softmax(outputs.Slice(row, width), said);
            for (var c = 0; c < width; c++)
            {
                loss -= wanted[c] * (outputs[row + c] - logSum);
                gradient[row + c] += share * ((float)((said[c] - wanted[c]) / rows) - gradient[row + c]);
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
