namespace Nascent.Jobs.Targets;

/// <summary>What a model took, and what the reference took in turns with it.</summary>
/// <param name="Ms">The model's median, in milliseconds.</param>
/// <param name="ReferenceMs">The reference's median, in milliseconds.</param>
internal readonly record struct TimedBeside(double Ms, double ReferenceMs)
{
    /// <summary>What the model would take where the reference takes some time.</summary>
    /// <param name="referenceMs">What the reference takes there, in milliseconds.</param>
    public double At(double referenceMs) => Ms * referenceMs / ReferenceMs;
}
