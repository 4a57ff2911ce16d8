using Nascent.Randomness;

namespace Nascent.Estimation.Curves;

/// <summary>A family's least-squares fit to the beginning of a curve.</summary>
/// <param name="SquaredError">The sum of squared residuals.</param>
/// <param name="Forecast">The fitted curve at the end.</param>
/// <param name="Leverage">The forecast's variance in units of the noise's, as far as c and b are uncertain.</param>
/// <remarks>
/// Variable projection (Golub and Pereyra 1973): for given θ the best c and b are known in closed form, b ≥ 0; log θ is found by Gauss–Newton steps with Levenberg's damping
/// and a numerical derivative, from several keyed starts.
/// </remarks>
internal sealed record CurveFit(double SquaredError, double Forecast, double Leverage)
{
    private const int Starts = 3, Steps = 15;
    private const double Difference = 1e-4;

    // log θ stays within this much of its starting range, so that no step leaves the floating-point numbers.
    private const double Slack = 1.5;

    /// <summary>The best fit from several starts.</summary>
    /// <param name="family">What is fitted.</param>
    /// <param name="scores">The curve at t = 1, 2, …; at least as many as <see cref="CurveFamily.Parameters"/>.</param>
    /// <param name="end">The time of the forecast.</param>
    /// <param name="seed">The key of the starts.</param>
    public static CurveFit Of(CurveFamily family, ReadOnlySpan<double> scores, double end, Seed seed)
    {
        CurveFit? best = null;
        for (var start = 0; start < (family.Starts.IsEmpty ? 1 : Starts); start++)
        {
            var stream = seed.Derive(family.Name).Derive(start).Stream();
            var logs = family.Starts.Select(range => Math.Log(range.Low) + (stream.NextDouble() * Math.Log(range.High / range.Low))).ToArray();
            var fit = Descend(family, scores, end, logs);
            if (best is null || fit.SquaredError < best.SquaredError)
                best = fit;
        }

        return best!;
    }

    private static CurveFit Descend(CurveFamily family, ReadOnlySpan<double> scores, double end, double[] logs)
    {
        var (residuals, fit) = Project(family, scores, end, logs);
        var damping = 1e-2;
        for (var step = 0; step < Steps && logs.Length > 0 && damping < 1e6; step++)
        {
            var moved = Clamp(family, Step(family, scores, end, logs, residuals, damping));
            var (after, next) = Project(family, scores, end, moved);
            if (next.SquaredError < fit.SquaredError)
                (logs, residuals, fit, damping) = (moved, after, next, damping / 5);
            else
                damping *= 5;
        }

        return fit;
    }

    /// <summary>(JᵀJ + λ diag JᵀJ) δ = −Jᵀr for one or two unknowns.</summary>
    private static double[] Step(CurveFamily family, ReadOnlySpan<double> scores, double end, double[] logs, double[] residuals, double damping)
    {
        var columns = new double[logs.Length][];
        for (var k = 0; k < logs.Length; k++)
        {
            var nudged = (double[])logs.Clone();
            nudged[k] += Difference;
            var other = Project(family, scores, end, nudged).Residuals;
            columns[k] = [.. other.Zip(residuals, (a, b) => (a - b) / Difference)];
        }

        double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
        var first = (Product(columns[0], columns[0]) * (1 + damping)) + 1e-12;
        var gradient = Product(columns[0], residuals);
        if (logs.Length == 1)
            return [logs[0] - (gradient / first)];
        var second = (Product(columns[1], columns[1]) * (1 + damping)) + 1e-12;
        var (cross, descent) = (Product(columns[0], columns[1]), Product(columns[1], residuals));
        var determinant = (first * second) - (cross * cross);
        return [logs[0] - (((second * gradient) - (cross * descent)) / determinant), logs[1] - (((first * descent) - (cross * gradient)) / determinant)];
    }

    private static double[] Clamp(CurveFamily family, double[] logs) =>
        [.. logs.Select((log, k) => double.IsFinite(log) ? Math.Clamp(log, Math.Log(family.Starts[k].Low) - Slack, Math.Log(family.Starts[k].High) + Slack) : 0)];

    /// <summary>The best c and b for given θ.</summary>
    private static (double[] Residuals, CurveFit Fit) Project(CurveFamily family, ReadOnlySpan<double> scores, double end, double[] logs)
    {
        var shape = Array.ConvertAll(logs, Math.Exp);
        var missing = new double[scores.Length];
        var (meanShape, meanScore) = (0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            missing[i] = family.Shape(i + 1, shape);
            meanShape += missing[i] / scores.Length;
            meanScore += scores[i] / scores.Length;
        }

        var (spread, product) = (0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            spread += (missing[i] - meanShape) * (missing[i] - meanShape);
            product += (missing[i] - meanShape) * (scores[i] - meanScore);
        }

        var slope = spread > 1e-12 ? Math.Min(0, product / spread) : 0;
        var residuals = new double[scores.Length];
        for (var i = 0; i < scores.Length; i++)
            residuals[i] = scores[i] - meanScore - (slope * (missing[i] - meanShape));
        var ahead = family.Shape(end, shape) - meanShape;
        var leverage = (1.0 / scores.Length) + (spread > 1e-12 ? ahead * ahead / spread : 0);
        return (residuals, new(residuals.Sum(residual => residual * residual), meanScore + (slope * ahead), leverage));
    }
}
