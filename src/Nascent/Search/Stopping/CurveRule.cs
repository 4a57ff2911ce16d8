using Nascent.Estimation.Curves;
using Nascent.Randomness;

namespace Nascent.Search.Stopping;

/// <summary>Stops a training that is unlikely to beat the best result known, by extrapolation from the finished curves of the run.</summary>
/// <remarks>
/// The rule of Domhan, Springenberg and Hutter 2015, section 4 (stop where the probability to exceed the best known value is below δ), with another model of curves: how much is still
/// gained is learnt from the run's own finished curves (<see cref="CurvePrior"/>), as in the regression of Baker et al. 2018 (Accelerating NAS using performance prediction).
/// Nothing is stopped before enough of them are known.
/// </remarks>
/// <param name="chance">The probability to beat the best below which a training is stopped, in the range (0, 1).</param>
/// <param name="fewest">The finished curves below which nothing is stopped, at least <see cref="CurvePrior.FewestCurves"/>.</param>
/// <param name="inputs">What of a curve it looks at.</param>
public sealed class CurveRule(double chance = CurveRule.DefaultChance, int fewest = CurvePrior.FewestCurves, CurveInputs inputs = CurveRule.DefaultInputs) : IStoppingRule
{
    /// <summary>The default of the probability.</summary>
    public const double DefaultChance = 0.05;

    /// <summary>The default of what it looks at.</summary>
    public const CurveInputs DefaultInputs = CurveInputs.Losses;

    /// <summary>The entry in the table.</summary>
    public static StoppingRuleDescription Description { get; } = new(
        "curve", "stops a trial that is unlikely to beat the best, as far as the run's finished curves tell", "Domhan et al. 2015; Baker et al. 2018", 1,
        () => new CurveRule());

    /// <inheritdoc/>
    public bool Stops(ScoreCurve running, KnownCurves known, Seed seed) =>
        known.Curves.Count(curve => curve.IsFinished) >= fewest
        && CurvePrior.At(known.Curves, running.Length, inputs) is { } prior && prior.Forecast(running).ChanceAbove(known.Bar) < chance;
}
