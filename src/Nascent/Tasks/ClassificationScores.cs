namespace Nascent.Tasks;

/// <summary>How good the scores of a classifier are, by every metric of <see cref="Metric.OfClassification"/>.</summary>
public static class ClassificationScores
{
    /// <summary>Judges the scores of some samples.</summary>
    /// <remarks>
    /// The predicted class is the first of the highest scores. Balanced accuracy is over the classes that occur in <paramref name="labels"/>; macro F1 over
    /// those that occur or are predicted; AUROC ranks by the softmax probability, over the classes that have samples both inside and outside, and is absent
    /// where there is none. All sums are in double precision and in order, so the same input gives the same bits.
    /// </remarks>
    /// <param name="scores">(samples, classes), row-major, before softmax.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="labels">The right class of each sample, in the range [0, classes); at least one.</param>
    /// <exception cref="ArgumentException">Sizes do not match, a label is out of range, or a score is not finite.</exception>
    public static Metrics Compute(ReadOnlySpan<float> scores, int classes, ReadOnlySpan<int> labels)
    {
        Check(scores, classes, labels);
        var logProbabilities = LogSoftmax(scores, classes);
        var confusion = new int[classes, classes];   // (right, predicted)
        var logLoss = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            confusion[labels[i], FirstHighest(scores.Slice(i * classes, classes))]++;
            logLoss -= logProbabilities[(i * classes) + labels[i]];
        }

        var metrics = FromConfusion(confusion, classes, labels.Length).With(Metric.LogLoss.Name, Math.Max(0, logLoss / labels.Length));
        return Auroc(logProbabilities, classes, labels) is { } area ? metrics.With(Metric.Auroc.Name, area) : metrics;
    }

    private static Metrics FromConfusion(int[,] confusion, int classes, int samples)
    {
        var (right, recalls, occurring, f1s, judged) = (0, 0.0, 0, 0.0, 0);
        for (var c = 0; c < classes; c++)
        {
            var (actual, predicted) = (0, 0);
            for (var other = 0; other < classes; other++)
                (actual, predicted) = (actual + confusion[c, other], predicted + confusion[other, c]);
            var hits = confusion[c, c];
            right += hits;
            if (actual > 0)
                (recalls, occurring) = (recalls + ((double)hits / actual), occurring + 1);
            if (actual + predicted > 0)
                (f1s, judged) = (f1s + (2.0 * hits / (actual + predicted)), judged + 1);
        }

        return Metrics.None
            .With(Metric.Accuracy.Name, (double)right / samples)
            .With(Metric.BalancedAccuracy.Name, recalls / occurring)
            .With(Metric.MacroF1.Name, f1s / judged);
    }

    private static double? Auroc(double[] logProbabilities, int classes, ReadOnlySpan<int> labels)
    {
        var (sum, counted) = (0.0, 0);
        var ofClass = new double[labels.Length];
        var isClass = new bool[labels.Length];
        for (var c = 0; c < classes; c++)
        {
            for (var i = 0; i < labels.Length; i++)
                (ofClass[i], isClass[i]) = (logProbabilities[(i * classes) + c], labels[i] == c);
            if (RocCurve.Area(ofClass, isClass) is { } area)
                (sum, counted) = (sum + area, counted + 1);
        }

        return counted == 0 ? null : sum / counted;
    }

    private static double[] LogSoftmax(ReadOnlySpan<float> scores, int classes)
    {
        var result = new double[scores.Length];
        for (var start = 0; start < scores.Length; start += classes)
        {
            var row = scores.Slice(start, classes);
            double highest = row[FirstHighest(row)];
            var sum = 0.0;
            foreach (var score in row)
                sum += Math.Exp(score - highest);
            var logSum = Math.Log(sum);
            for (var c = 0; c < classes; c++)
                result[start + c] = row[c] - highest - logSum;
        }

        return result;
    }

    private static int FirstHighest(ReadOnlySpan<float> row)
    {
        var best = 0;
        for (var c = 1; c < row.Length; c++)
            if (row[c] > row[best])
                best = c;
        return best;
    }

    private static void Check(ReadOnlySpan<float> scores, int classes, ReadOnlySpan<int> labels)
    {
        if (classes < 2)
            throw new ArgumentException($"Found {classes} classes, expected at least 2.", nameof(classes));
        if (labels.Length == 0 || scores.Length != (long)labels.Length * classes)
            throw new ArgumentException($"Found {scores.Length} scores for {labels.Length} samples of {classes} classes, expected one a sample and class, and at least one sample.", nameof(scores));
        for (var i = 0; i < scores.Length; i++)
            if (!float.IsFinite(scores[i]))
                throw new ArgumentException($"Sample {i / classes}, class {i % classes}: found the score {scores[i]}, expected a finite number.", nameof(scores));
        foreach (var label in labels)
            if (label < 0 || label >= classes)
                throw new ArgumentException($"Found label {label}, expected 0 to {classes - 1}.", nameof(labels));
    }
}
