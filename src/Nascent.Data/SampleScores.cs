using Nascent.Tasks;

namespace Nascent.Data;

/// <summary>Judges raw outputs by the task that they are for.</summary>
public static class SampleScores
{
    /// <summary>All metrics of the task.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="outputs">(samples, outputs), row-major: class scores before softmax, or standardised numbers.</param>
    /// <param name="targets">What is right.</param>
    /// <exception cref="ArgumentException">Sizes or kinds do not match, or an output is not finite.</exception>
    public static Metrics Compute(LearningTask task, ReadOnlySpan<float> outputs, SampleTargets targets) => (task, targets) switch
    {
        (LearningTask.Classification classification, SampleTargets.Labels labels) => ClassificationScores.Compute(outputs, classification.Outputs, labels.Indices),
        (LearningTask.Regression regression, SampleTargets.Numbers numbers) => RegressionScores.Compute(outputs, regression, numbers.Values),
        _ => throw new ArgumentException($"Found targets of kind {targets.GetType().Name} for a task of kind {task.GetType().Name}.", nameof(targets)),
    };

    /// <summary>What models of one kind are compared by: the mean negative log-probability of the right class, natural logarithm, or the squared error of the standardised number.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="outputs">(samples, outputs), row-major: class scores before softmax, or standardised numbers.</param>
    /// <param name="targets">What is right.</param>
    /// <param name="byErrors">Whether the share of wrong classes comes first, as for an objective that counts them; the log-probability then decides between equals, as a thousandth of it is added.</param>
    public static double LossOf(LearningTask task, ReadOnlySpan<float> outputs, SampleTargets targets, bool byErrors = false)
    {
        var (loss, wrong) = (0.0, 0);
        if (task is LearningTask.Regression regression)
        {
            foreach (var (i, value) in ((SampleTargets.Numbers)targets).Values.Index())
                loss += Math.Pow(outputs[i] - ((value - regression.Mean) / regression.StandardDeviation), 2);
            return loss / targets.Count;
        }

        foreach (var (i, label) in ((SampleTargets.Labels)targets).Indices.Index())
        {
            var scores = outputs.Slice(i * task.Outputs, task.Outputs);
            var (highest, sum) = (0, 0.0);
            for (var k = 1; k < scores.Length; k++)
                if (scores[k] > scores[highest])
                    highest = k;
            foreach (var score in scores)
                sum += Math.Exp(score - scores[highest]);
            loss += Math.Log(sum) + scores[highest] - scores[label];
            wrong += highest == label ? 0 : 1;
        }

        return (byErrors ? wrong + (loss / 1000) : loss) / targets.Count;
    }
}
