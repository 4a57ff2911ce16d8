using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>Mean squared error of the standardised target.</summary>
internal sealed class SquaredError(double[] targets, LearningTask.Regression task) : TrainingLoss
{
    public override double OfIgnorance => 1;

    protected override int Outputs => 1;

    protected override double Of(ReadOnlySpan<int> samples, double share, ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var target = (share * Standardise(samples[i])) + ((1 - share) * Standardise(samples[samples.Length - 1 - i]));
            var error = outputs[i] - target;
            sum += error * error;
            gradient[i] = (float)(2 * error / samples.Length);
        }

        return sum / samples.Length;
    }

    private double Standardise(int sample) => (targets[sample] - task.Mean) / task.StandardDeviation;
}
