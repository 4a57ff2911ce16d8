namespace Nascent.Data;

/// <summary>Some samples of a data set with what is to be predicted, in plain arrays.</summary>
/// <param name="Values">The raw inputs.</param>
/// <param name="Targets">What is to be predicted.</param>
public sealed record Samples(SampleValues Values, SampleTargets Targets)
{
    /// <summary>The number of samples.</summary>
    public int Count => Targets.Count;
}
