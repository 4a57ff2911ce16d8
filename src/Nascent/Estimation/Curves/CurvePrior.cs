using Nascent.Numerics;

namespace Nascent.Estimation.Curves;

/// <summary>Extrapolates a learning curve by the finished curves of the same run: a Bayesian linear regression of the result on the beginning.</summary>
/// <remarks>
/// In the manner of Baker et al. 2018 (Accelerating neural architecture search using performance prediction, section 3), with the conjugate linear model (Gelman et al. 2013, section 14.2) in
/// place of a support vector regression, for its uncertainty. Inputs are standardised over the finished curves, and kept to the range seen there; coefficients have a normal prior as wide as the
/// noise, the noise an inverse gamma prior of <see cref="PriorPoints"/> degrees of freedom around <see cref="PriorNoise"/> of the results' spread. So with few
/// curves it says little more than the mean of the results. The forecast is the posterior predictive Student distribution by its mean and standard deviation, and never below what was reached.
/// </remarks>
public sealed class CurvePrior
{
    /// <summary>The fewest finished curves that are a prior.</summary>
    public const int FewestCurves = 4;

    private const double PriorPoints = 3;
    private const double PriorNoise = 0.5;
    private const double LeastLoss = 1e-9;

    private readonly int _length;
    private readonly CurveInputs _inputs;
    private readonly (double Low, double High, double Mean, double Scale)[] _ranges;
    private readonly double[] _coefficients;
    private readonly double _mean;
    private readonly double _variance;
    private readonly Cholesky _precision;

    private CurvePrior(int length, CurveInputs inputs, ScoreCurve[] finished)
    {
        (_length, _inputs) = (length, inputs);
        var features = Array.ConvertAll(finished, FeaturesOf);
        _ranges = [.. Enumerable.Range(0, features[0].Length).Select(k => RangeOf([.. features.Select(row => row[k])]))];
        var rows = Array.ConvertAll(features, Standardised);
        _mean = finished.Average(curve => curve.Best);
        var results = Array.ConvertAll(finished, curve => curve.Best - _mean);
        _precision = PrecisionOf(rows);
        _coefficients = [.. Enumerable.Range(0, rows[0].Length).Select(k => rows.Zip(results, (row, result) => row[k] * result).Sum())];
        _precision.SolveLower(_coefficients, _coefficients);
        _precision.SolveUpper(_coefficients);
        var error = rows.Zip(results, (row, result) => Math.Pow(result - Product(row, _coefficients), 2)).Sum() + _coefficients.Sum(c => c * c);
        var freedom = results.Length - 1 + PriorPoints;
        _variance = Math.Max(1e-12, error + (PriorPoints * PriorNoise * PriorNoise * results.Average(result => result * result))) / (freedom - 2);
    }

    /// <summary>The prior at a number of points; null where too few curves are finished.</summary>
    /// <param name="known">Curves of the run, of which those that are finished count.</param>
    /// <param name="length">How many points the curves have that it will extrapolate, at least 1.</param>
    /// <param name="inputs">What it looks at.</param>
    public static CurvePrior? At(IEnumerable<ScoreCurve> known, int length, CurveInputs inputs = CurveInputs.ScoresAndLosses)
    {
        var finished = known.Where(curve => curve.IsFinished && curve.Length > length).ToArray();
        return finished.Length < FewestCurves ? null : new(length, inputs, finished);
    }

    /// <summary>The expected result of a curve.</summary>
    /// <param name="running">The curve, of at least as many points as this prior is for; the first of them count.</param>
    public CurveForecast Forecast(ScoreCurve running)
    {
        var row = Standardised(FeaturesOf(running));
        var root = new double[row.Length];
        _precision.SolveLower(row, root);
        return new(Math.Max(running.Scores.Take(_length).Max(), _mean + Product(row, _coefficients)), Math.Sqrt(_variance * (1 + root.Sum(x => x * x))));
    }

    private double[] FeaturesOf(ScoreCurve curve)
    {
        var scores = new[] { curve.Scores.Take(_length).Max(), curve.Scores[_length - 1] };
        var losses = new[] { LogOf(curve.Losses[_length - 1]), curve.Losses.Take(_length).Average(LogOf) };
        return _inputs switch
        {
            CurveInputs.Scores => scores,
            CurveInputs.Losses => losses,
            _ => [.. scores, .. losses],
        };
    }

    private static double LogOf(double loss) => Math.Log(Math.Max(LeastLoss, loss));

    private static (double Low, double High, double Mean, double Scale) RangeOf(double[] values)
    {
        var mean = values.Average();
        return (values.Min(), values.Max(), mean, Math.Max(1e-9, Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)))));
    }

    private double[] Standardised(double[] features) =>
        [1, .. features.Select((feature, k) => (Math.Clamp(feature, _ranges[k].Low, _ranges[k].High) - _ranges[k].Mean) / _ranges[k].Scale)];

    // The intercept has a flat prior, every other coefficient a standard normal one in units of the noise.
    private static Cholesky PrecisionOf(double[][] rows)
    {
        var size = rows[0].Length;
        var root = new Cholesky(size);
        for (var i = 0; i < size; i++)
            root.Append([.. Enumerable.Range(0, i).Select(j => rows.Sum(row => row[i] * row[j]))], rows.Sum(row => row[i] * row[i]) + (i == 0 ? 1e-6 : 1));
        return root;
    }

    private static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
