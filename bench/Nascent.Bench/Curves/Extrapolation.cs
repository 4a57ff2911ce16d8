using Nascent.Estimation.Curves;
using Nascent.Randomness;

namespace Nascent.Bench.Curves;

/// <summary>How far extrapolated results are from real ones, and whether their deviations are honest.</summary>
internal static class Extrapolation
{
    private static readonly (string Name, CurveInputs Inputs)[] Priors =
        [("by finished curves' scores", CurveInputs.Scores), ("by their losses", CurveInputs.Losses), ("by both", CurveInputs.ScoresAndLosses)];

    /// <summary>Prints a table: each curve is extrapolated from its beginning, and, for the priors, all other curves.</summary>
    public static void Print(ScoreCurve[] curves, Seed seed)
    {
        Console.WriteLine();
        Console.WriteLine($"| epochs seen: root mean squared error in points (share of results in the 95 % interval) | parametric ensemble | {string.Join(" | ", Priors.Select(prior => prior.Name))} |");
        Console.WriteLine($"|---|---|{string.Concat(Priors.Select(_ => "---|"))}");
        for (var length = 1; length < curves[0].Length; length++)
            Console.WriteLine($"| {length} | {Ensemble(curves, length, seed)} | {string.Join(" | ", Priors.Select(prior => Prior(curves, length, prior.Inputs)))} |");
    }

    private static string Ensemble(ScoreCurve[] curves, int length, Seed seed) => length < CurveEnsemble.FewestPoints ? "–"
        : Text([.. curves.Select(curve => (curve.Best, CurveEnsemble.Forecast(curve.Until(length), curve.Length, seed)!.Value))]);

    private static string Prior(ScoreCurve[] curves, int length, CurveInputs inputs) =>
        Text([.. curves.Select((curve, i) => (curve.Best, CurvePrior.At(curves.Where((_, j) => j != i), length, inputs)!.Forecast(curve.Until(length))))]);

    private static string Text((double Result, CurveForecast Forecast)[] all) =>
        $"{100 * Math.Sqrt(all.Average(one => Math.Pow(one.Result - one.Forecast.Mean, 2))):F2} ({100 * all.Average(one => Math.Abs(one.Result - one.Forecast.Mean) <= 1.96 * one.Forecast.Deviation ? 1.0 : 0):F0} %)";
}
