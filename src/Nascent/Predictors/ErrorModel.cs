namespace Nascent.Predictors;

/// <summary>How large a predictor's errors are: the variance of an error is α·u² + β + γ·δ, with u the model's own spread and δ the distance to the nearest network that it has seen.</summary>
/// <remarks>
/// α, β and γ maximise the likelihood of the errors of networks that models were not shown (five-fold cross-validation), times a log-normal prior, so that few errors cannot make a predictor sure
/// of itself, and it is never as sure far from what it has seen as near to it. The recalibration of a spread by held-out errors is that of Kuleshov, Fenner and Ermon 2018 with two factors and a floor in place of their isotonic map.
/// </remarks>
/// <param name="Alpha">The factor of the model's own variance.</param>
/// <param name="Beta">The variance that is always there: noise of measurements, and what the model cannot express.</param>
/// <param name="Gamma">The variance at the distance 1.</param>
public sealed record ErrorModel(double Alpha, double Beta, double Gamma)
{
    /// <summary>What is believed before any error was seen.</summary>
    public static readonly ErrorModel Prior = new(1, 0.1, 0.2);

    private const double PriorDeviation = 1.5, FirstStep = 0.5, LeastStep = 0.01;

    /// <summary>The standard deviation of an error.</summary>
    /// <param name="spread">The model's own standard deviation, at least 0.</param>
    /// <param name="distance">How far the nearest seen network is, at least 0.</param>
    public double DeviationOf(double spread, double distance) => Math.Sqrt((Alpha * spread * spread) + Beta + (Gamma * distance));

    /// <summary>Fits the variances to errors.</summary>
    /// <param name="errors">Each error, with the spread and the distance that were said before.</param>
    public static ErrorModel Fit(IReadOnlyList<(double Error, double Spread, double Distance)> errors)
    {
        if (errors.Count == 0)
            return Prior;
        double[] prior = [Math.Log(Prior.Alpha), Math.Log(Prior.Beta), Math.Log(Prior.Gamma)];
        var best = (double[])prior.Clone();
        var least = Loss(best);
        for (var step = FirstStep; step >= LeastStep; step /= 2)
            for (var moved = true; moved;)
            {
                moved = false;
                for (var i = 0; i < best.Length; i++)
                    foreach (var sign in (ReadOnlySpan<int>)[1, -1])
                    {
                        var other = (double[])best.Clone();
                        other[i] += sign * step;
                        if (Loss(other) is var loss && loss < least - 1e-9)
                            (best, least, moved) = (other, loss, true);
                    }
            }

        return Of(best);

        double Loss(double[] logs)
        {
            var (model, sum) = (Of(logs), 0.0);
            foreach (var (error, spread, distance) in errors)
            {
                var deviation = model.DeviationOf(spread, distance);
                sum += (0.5 * error * error / (deviation * deviation)) + Math.Log(deviation);
            }

            for (var i = 0; i < logs.Length; i++)
                sum += (logs[i] - prior[i]) * (logs[i] - prior[i]) / (2 * PriorDeviation * PriorDeviation);
            return sum;
        }
    }

    private static ErrorModel Of(double[] logs) => new(Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]));
}
