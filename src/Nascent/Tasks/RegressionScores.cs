namespace Nascent.Tasks;

/// <summary>How good the outputs of a regression are, by every metric of <see cref="Metric.OfRegression"/>.</summary>
public static class RegressionScores
{
    /// <summary>Judges the outputs of some samples in the target's own unit.</summary>
    /// <remarks>R² is 1 − (squared error) / (squared deviation of the targets from their mean); it is absent where all targets are equal. Sums are in double precision and in order.</remarks>
    /// <param name="outputs">(samples), standardised: what the network gives.</param>
    /// <param name="task">Its mean and standard deviation undo the standardisation.</param>
    /// <param name="targets">(samples), in the target's own unit; at least one.</param>
    /// <exception cref="ArgumentException">Sizes do not match, or an output is not finite.</exception>
    public static Metrics Compute(ReadOnlySpan<float> outputs, LearningTask.Regression task, ReadOnlySpan<double> targets)
    {
        if (targets.Length == 0 || outputs.Length != targets.Length)
            throw new ArgumentException($"Found {outputs.Length} outputs for {targets.Length} samples, expected one a sample, and at least one sample.", nameof(outputs));
        var (mean, squared, absolute) = (0.0, 0.0, 0.0);
        foreach (var target in targets)
            mean += target / targets.Length;
        var total = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            if (!float.IsFinite(outputs[i]))
                throw new ArgumentException($"Sample {i}: found the output {outputs[i]}, expected a finite number.", nameof(outputs));
            var error = task.InUnit(outputs[i]) - targets[i];
            squared += error * error;
            absolute += Math.Abs(error);
            total += (targets[i] - mean) * (targets[i] - mean);
        }

        var metrics = Metrics.None
            .With(Metric.Rmse.Name, Math.Sqrt(squared / targets.Length))
            .With(Metric.Mae.Name, absolute / targets.Length);
        return total > 0 ? metrics.With(Metric.R2.Name, 1 - (squared / total)) : metrics;
    }
}
