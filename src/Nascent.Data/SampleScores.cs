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
}
