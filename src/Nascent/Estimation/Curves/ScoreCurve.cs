using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Nascent.Estimation.Curves;

/// <summary>A learning curve turned so that more is better: what extrapolation and stopping rules see.</summary>
/// <param name="Scores">The validation score after each point, usually an epoch; negated where the metric is to be small.</param>
/// <param name="Losses">The mean training loss up to each point, since the point before; as many.</param>
/// <param name="IsFinished">Whether training went to its end, so that <see cref="Last"/> is the result.</param>
public sealed record ScoreCurve(ImmutableArray<double> Scores, ImmutableArray<double> Losses, bool IsFinished)
{
    /// <summary>How many points there are.</summary>
    [JsonIgnore]
    public int Length => Scores.Length;

    /// <summary>The best score so far: what a training that is stopped here gives.</summary>
    [JsonIgnore]
    public double Best => Scores.Max();

    /// <summary>The last score: what a training gives that went to the end of its schedule.</summary>
    [JsonIgnore]
    public double Last => Scores[^1];

    /// <summary>The curve of an evaluation.</summary>
    /// <param name="points">Its points.</param>
    /// <param name="maximise">Whether the curve's metric is better when larger.</param>
    /// <param name="isFinished">Whether training went to its end.</param>
    public static ScoreCurve Of(ImmutableArray<CurvePoint> points, bool maximise, bool isFinished) =>
        new([.. points.Select(point => maximise ? point.Validation : -point.Validation)], [.. points.Select(point => point.TrainLoss)], isFinished);

    /// <summary>The beginning of this curve, as if training still went on.</summary>
    /// <param name="length">How many points, at most <see cref="Length"/>.</param>
    public ScoreCurve Until(int length) => new(Scores[..length], Losses[..length], false);
}
