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
    /// <param name="outputs">(samples, outputs) of the network, as it gives them.</param>
    /// <exception cref="EstimationFailedException">An output is no number.</exception>
    public static Metrics Of(LearningTask task, SampleTargets targets, float[] outputs)
    {
        foreach (var value in outputs)
            if (!float.IsFinite(value))
                throw new EstimationFailedException("nan", $"The network's outputs on the validation part are not all numbers: found {value}.");
        return (task, targets) switch
        {
            (LearningTask.Classification c, SampleTargets.Labels labels) => ClassificationScores.Compute(outputs, c.Classes.Length, labels.Indices),
            (LearningTask.Regression r, SampleTargets.Numbers numbers) => RegressionScores.Compute(outputs, r, numbers.Values),
            _ => throw new InvalidOperationException("The targets do not match the task."),
        };
    }
}
