namespace Nascent.Torch.Training.Optimisers;

/// <summary>The learning rate of each step: a linear rise over the warm-up, then half a cosine down to zero, or to a share of the highest (Loshchilov and Hutter 2017).</summary>
/// <param name="Highest">The rate at the end of the warm-up.</param>
/// <param name="WarmUp">The share of all steps that the warm-up takes, in the range [0, 1).</param>
/// <param name="Steps">All steps, at least 1.</param>
/// <param name="Last">The share of the highest rate that it ends at, in the range [0, 1].</param>
public sealed record LearningRateSchedule(double Highest, double WarmUp, long Steps, double Last = 0)
{
    /// <summary>The rate of a step, counted from 0.</summary>
    public double At(long step) => At((double)step);

    /// <summary>The rate between two steps.</summary>
    /// <param name="place">From 0 to <see cref="Steps"/>.</param>
    public double At(double place) => place < Rise
        ? Highest * (place + 1) / (Rise + 1)
        : Highest * (Last + ((1 - Last) * 0.5 * (1 + Math.Cos(Math.PI * (place - Rise) / Math.Max(1, Steps - Rise)))));

    /// <summary>Whether a place is in the warm-up.</summary>
    public bool IsRising(double place) => place < Rise;

    private long Rise => (long)Math.Round(WarmUp * Steps);
}
