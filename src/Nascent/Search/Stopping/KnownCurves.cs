using System.Collections.Immutable;
using Nascent.Estimation.Curves;
using Nascent.Randomness;

namespace Nascent.Search.Stopping;

/// <summary>What a running trial is judged by: the trials that its proposal could see.</summary>
/// <param name="Curves">Their curves, oldest first, finished or stopped; each of the running trial's fidelity.</param>
/// <param name="Bar">The best score of a finished one that keeps all limits, which the running trial would have to beat.</param>
/// <param name="Points">How many points a finished curve has.</param>
public sealed record KnownCurves(ImmutableArray<ScoreCurve> Curves, double Bar, int Points)
{
    /// <summary>What the running trial is expected to end with: by the finished curves, where there are enough; else by its own beginning; else no better than so far.</summary>
    /// <param name="running">The curve so far.</param>
    /// <param name="seed">The key of the fits' starts.</param>
    public CurveForecast Forecast(ScoreCurve running, Seed seed) =>
        CurvePrior.At(Curves, running.Length)?.Forecast(running) ?? CurveEnsemble.Forecast(running, Points, seed) ?? new(running.Best, 0);
}
