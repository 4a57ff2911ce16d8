using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>The quality of predictions on samples whose targets are known.</summary>
internal static class ValidationScores
{
    /// <summary>Every metric of the task.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="targets">What is true.</param>
    /// <param name="outputs">(samples, outputs) of the network.</param>
    public static Metrics Of(LearningTask task, SampleTargets targets, float[] outputs)
    {
        if (outputs.Any(value => !float.IsFinite(value)))
            throw new EstimationFailedException("nan", "The network's outputs on the validation part are not all numbers.");
        return (task, targets) switch
        {
            (LearningTask.Classification, SampleTargets.Labels labels) => Classification(labels.Indices, outputs, task.Outputs),
            (_, SampleTargets.Numbers numbers) => Regression(numbers.Values, outputs),
            _ => throw new InvalidOperationException("Targets do not match the task."),
        };
    }

    private static Metrics Classification(int[] labels, float[] outputs, int classes)
    {
        var (right, loss) = (0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            var row = outputs.AsSpan(i * classes, classes);
            var highest = 0;
            for (var c = 1; c < classes; c++)
                highest = row[c] > row[highest] ? c : highest;
            right += highest == labels[i] ? 1 : 0;
            var sum = 0.0;
            foreach (var value in row)
                sum += Math.Exp(value - (double)row[highest]);
            loss += Math.Log(sum) + row[highest] - row[labels[i]];
        }

        return Metrics.None.With(Metric.Accuracy.Name, (double)right / labels.Length).With(Metric.LogLoss.Name, loss / labels.Length);
    }

    private static Metrics Regression(double[] targets, float[] outputs)
    {
        var (mean, squares, absolute, variance) = (targets.Average(), 0.0, 0.0, 0.0);
        for (var i = 0; i < targets.Length; i++)
        {
            squares += (targets[i] - outputs[i]) * (targets[i] - outputs[i]);
            absolute += Math.Abs(targets[i] - outputs[i]);
            variance += (targets[i] - mean) * (targets[i] - mean);
        }

        return Metrics.None.With(Metric.Rmse.Name, Math.Sqrt(squares / targets.Length)).With(Metric.Mae.Name, absolute / targets.Length)
            .With(Metric.R2.Name, variance > 0 ? 1 - (squares / variance) : 0);
    }
}
