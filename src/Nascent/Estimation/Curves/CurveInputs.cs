namespace Nascent.Estimation.Curves;

/// <summary>What of a curve's beginning <see cref="CurvePrior"/> looks at.</summary>
public enum CurveInputs
{
    /// <summary>The best and the last validation score.</summary>
    Scores,

    /// <summary>The logarithm of the last training loss, and its mean over all points so far (the training speed of Ru et al. 2021).</summary>
    Losses,

    /// <summary>All of them.</summary>
    ScoresAndLosses,
}
