using Nascent.Benchmarks;
using Nascent.Reporting.Benches;
using Nascent.Reporting.Numbers;

namespace Nascent.Reporting.Pictures.Benches;

/// <summary>How far the pick of each strategy falls short of the table's optimum, over evaluations or seconds: the mean, and a band.</summary>
public static class RegretPicture
{
    private const int MostPoints = 200;
    private const double Half = 1.959963984540054;

    /// <summary>The picture, or null where nothing was found.</summary>
    public static Picture? Draw(BenchResult result)
    {
        var curves = result.Compared.OrderBy(i => result.Rows[i].MeanRank ?? 0).Select(i => (Strategy: i, Points: CurveOf(result, result.Outcomes[i]))).Where(curve => curve.Points.Count > 0).ToArray();
        if (curves.Length == 0)
            return null;
        var positive = curves.SelectMany(curve => curve.Points).Select(point => point.Mean).Where(mean => mean > 0).DefaultIfEmpty(1).ToArray();
        var logarithmic = positive.Max() / positive.Min() > 4;
        var metric = result.Problem.Objectives[0].Metric;
        var axes = BenchAxes.Begin(
            $"{result.Name}: regret of the pick",
            $"Mean of {result.Repeats:N0} search{(result.Repeats == 1 ? "" : "es")}{(result.Repeats == 1 ? "" : "; band: 95 % confidence interval of the mean")}",
            (result.Budget.InSeconds ? "seconds on the table's clock" : "evaluations", (start, end) => Scale.Over(curves.SelectMany(curve => curve.Points).Select(point => point.At).Append(0), start, end, margin: 0.01) with { From = 0 }),
            ($"{(result.Truth.HasTest ? "test" : "validation")} {metric}: distance from the best{(logarithmic ? " (logarithmic)" : "")}",
                (start, end) => logarithmic ? Scale.Ratios(positive, start, end) : Scale.Over(positive.Append(0), start, end)),
            [.. curves.Select(curve => (result.Outcomes[curve.Strategy].Strategy, BenchInk.LineOf(curve.Strategy), false))]);
        foreach (var (strategy, points) in curves)
            if (result.Repeats > 1)
                axes.Picture.Area(axes.At(points.Select(point => (point.At, point.Mean - point.Half)).Concat(points.AsEnumerable().Reverse().Select(point => (point.At, point.Mean + point.Half)))), BenchInk.BandOf(strategy));
        foreach (var (strategy, points) in curves.Reverse())
            axes.Picture.Line(axes.At(points.Select(point => (point.At, point.Mean))), BenchInk.LineOf(strategy));
        return axes.Picture;
    }

    // Begins where half of the searches have a pick.
    private static List<(double At, double Mean, double Half)> CurveOf(BenchResult result, StrategyOutcomes outcomes)
    {
        var budget = result.Budget.Amount;
        var count = result.Budget.InSeconds ? MostPoints : (int)Math.Min(MostPoints, Math.Max(budget, 1));
        var points = new List<(double, double, double)>();
        var places = new int[outcomes.Repeats.Length];
        var regrets = new Dictionary<int, double> { [-1] = double.NaN };
        for (var step = 1; step <= count; step++)
        {
            var at = result.Budget.InSeconds ? budget * step / count : Math.Ceiling(budget * step / count);
            var values = new List<double>();
            for (var repeat = 0; repeat < places.Length; repeat++)
            {
                var path = outcomes.Repeats[repeat].Path;
                while (places[repeat] < path.Length && (result.Budget.InSeconds ? path[places[repeat]].Seconds <= at : places[repeat] < at))
                    places[repeat]++;
                var row = places[repeat] == 0 ? -1 : path[places[repeat] - 1].Row;
                if (!regrets.TryGetValue(row, out var regret))
                    regrets[row] = regret = result.Truth.RegretOf(row);
                if (!double.IsNaN(regret))
                    values.Add(regret);
            }

            if (values.Count >= (places.Length + 1) / 2 && Spread.Of(values) is { } spread)
                points.Add((at, spread.Mean, Half * (spread.Deviation ?? 0) / Math.Sqrt(spread.Count)));
        }

        return points;
    }
}
