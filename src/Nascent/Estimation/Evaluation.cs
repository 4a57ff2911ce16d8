using System.Collections.Immutable;
using Nascent.Estimation.Curves;
using Nascent.Tasks;

namespace Nascent.Estimation;

/// <summary>What an estimator says of an architecture.</summary>
/// <param name="Metrics">The measured values; quality is measured on the validation part.</param>
/// <param name="Cost">What it cost.</param>
/// <param name="Curve">The learning curve, where there is one.</param>
/// <param name="Artifacts">Files left behind.</param>
/// <param name="Note">What a reader should know of how it came about, such as a checkpoint that could not be used; it says nothing of the result, which is the same without. Null for nothing.</param>
public sealed record Evaluation(Metrics Metrics, Cost Cost, ImmutableArray<CurvePoint> Curve, ImmutableArray<ArtifactRef> Artifacts, string? Note = null)
{
    /// <summary>How the end of a training moved that was given a time; null of one that was not.</summary>
    public TrainingCourse? Course { get; init; }

    /// <summary>What a stopping rule said of the training: that it was ended, or would have been; null where none did.</summary>
    public EarlyStop? Stop { get; init; }
}
