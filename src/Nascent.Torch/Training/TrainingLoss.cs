using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>The loss of a batch and its gradient by the network's outputs, computed beside libtorch: outputs are few.</summary>
internal abstract class TrainingLoss
{
    /// <summary>The loss of a network that has learnt nothing but the mean: what training must stay well below.</summary>
    public abstract double OfIgnorance { get; }

    /// <summary>The mean loss of a batch; writes its gradient.</summary>
    /// <param name="samples">The batch's samples.</param>
    /// <param name="share">1, or with mixup the weight of each sample's own target beside that of its partner, the batch read backwards.</param>
    /// <param name="outputs">(batch, outputs) of the network, or (batch, members, outputs) of an ensemble within one: each member then has a loss of its own, and theirs is the mean.</param>
    /// <param name="gradient">Of the shape of the outputs.</param>
    public double Evaluate(ReadOnlySpan<int> samples, double share, ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        var members = outputs.Length / (samples.Length * Outputs);
        if (members == 1)
            return Of(samples, share, outputs, gradient);
        var ofMembers = new int[samples.Length * members];
        for (var i = 0; i < samples.Length; i++)
            ofMembers.AsSpan(i * members, members).Fill(samples[i]);
        return Of(ofMembers, share, outputs, gradient);
    }

    /// <summary>Values that a network gives for a sample.</summary>
    protected abstract int Outputs { get; }

    /// <summary>The mean loss of samples, one after another, and its gradient.</summary>
    protected abstract double Of(ReadOnlySpan<int> samples, double share, ReadOnlySpan<float> outputs, Span<float> gradient);

    /// <summary>The loss of a task.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="targets">The training part's targets.</param>
    /// <param name="used">The samples that are trained on.</param>
    /// <param name="recipe">Label smoothing and class weights.</param>
    public static TrainingLoss Of(LearningTask task, SampleTargets targets, ReadOnlySpan<int> used, TrainingRecipe recipe) => (task, targets) switch
    {
        (LearningTask.Classification c, SampleTargets.Labels labels) => new CrossEntropy(labels.Indices, c.Classes.Length, used, recipe),
        (LearningTask.Regression r, SampleTargets.Numbers numbers) => new SquaredError(numbers.Values, r),
        _ => throw new NascentException($"Data: found targets of kind {targets.GetType().Name} for a task of kind {task.GetType().Name}."),
    };
}
