using Nascent.Estimation.Curves;
using Nascent.Randomness;

namespace Nascent.Search.Stopping;

/// <summary>Says whether a training in progress is worth its end.</summary>
/// <remarks>A pure function of what it is given, so that the same trial is stopped at the same epoch wherever it runs. Safe for use by several threads.</remarks>
public interface IStoppingRule
{
    /// <summary>Whether the training should be stopped.</summary>
    /// <param name="running">The curve so far; at least one point, and fewer than it will have.</param>
    /// <param name="known">What is known of other trials.</param>
    /// <param name="seed">The key of whatever is random.</param>
    bool Stops(ScoreCurve running, KnownCurves known, Seed seed);
}
