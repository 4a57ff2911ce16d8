using Nascent.Genotypes;
using Nascent.Numerics;
using Nascent.Predictors.Encodings;
using Nascent.Predictors.Gaussian;
using Nascent.Randomness;

namespace Nascent.Tests.Predictors.Gaussian;

public sealed class GaussianProcessTests
{
    private static readonly DecisionSpace Space = new("flat", Enumerable.Range(0, 4).Select(i => new Decision(new DecisionPath($"d{i}"), DecisionKind.Other, ["0", "1", "2", "3"], IsOrdered: i < 2)));
    private static readonly DecisionCodes Codes = new(Space);

    [Fact]
    public void It_predicts_what_was_observed_and_is_sure_of_it()
    {
        var (points, values) = Observed(30);
        var process = Conditioned(points, values);
        for (var i = 0; i < points.Length; i++)
        {
            var (mean, deviation) = process.Predict(points[i]);
            mean.ShouldBe(values[i], 0.35);
            deviation.ShouldBeLessThan(0.35);
        }
    }

    [Fact]
    public void An_observation_more_is_the_same_as_all_at_once()
    {
        var (points, values) = Observed(20);
        var grown = Conditioned(points[..15], values[..15]);
        foreach (var point in points[15..])
            grown.Add(point);
        grown.Solve(values);
        var other = PointOf(new Seed(99));
        grown.Predict(other).ShouldBe(Conditioned(points, values).Predict(other));
        grown.Truncate(15);
        grown.Solve(values.AsSpan(0, 15));
        grown.Predict(other).ShouldBe(Conditioned(points[..15], values[..15]).Predict(other));
    }

    [Fact]
    public void A_fit_finds_the_decisions_that_matter()
    {
        // Only the first and the third decision change the value.
        var (points, values) = Observed(80, codes => codes[0] + (2 * (codes[2] == 2 ? 1 : 0)));
        var prior = KernelParameters.Prior(4, 0, 3);
        var fitted = new KernelFit(Codes, prior).Fit(prior, points, NormalScores.Of(values), 60).Values;
        Math.Min(fitted[0], fitted[2]).ShouldBeGreaterThan(Math.Max(fitted[1], fitted[3]) + 0.5);
    }

    [Fact]
    public void The_gradient_that_a_fit_follows_raises_the_likelihood()
    {
        var (points, values) = Observed(40);
        var prior = KernelParameters.Prior(4, 0, 3);
        var fit = new KernelFit(Codes, prior);
        var (early, late) = (fit.Fit(prior, points, values, 1), fit.Fit(prior, points, values, 60));
        late.Values.ShouldNotBe(early.Values);
        Likelihood(late).ShouldBeGreaterThan(Likelihood(early));

        // Of a normal distribution with the process's covariances, by predicting each observation from those before it.
        double Likelihood(KernelParameters parameters)
        {
            var (process, sum, noise) = (new GaussianProcess(Codes, parameters, 64), 0.0, Math.Exp(parameters.Values[parameters.Noise]));
            for (var i = 0; i < points.Length; i++)
            {
                var (mean, deviation) = process.Predict(points[i]);
                var variance = (deviation * deviation) + noise;
                sum -= 0.5 * (((values[i] - mean) * (values[i] - mean) / variance) + Math.Log(variance));
                process.Add(points[i]);
                process.Solve(values.AsSpan(0, i + 1));
            }

            return sum;
        }
    }

    [Fact]
    public void An_inverse_times_its_matrix_is_the_identity()
    {
        double[,] matrix = { { 4, 1, 0.5 }, { 1, 3, 0.2 }, { 0.5, 0.2, 2 } };
        var root = new Cholesky(8);
        for (var i = 0; i < 3; i++)
            root.Append(Enumerable.Range(0, i).Select(j => matrix[i, j]).ToArray(), matrix[i, i]);
        var inverse = new double[9];
        root.Invert(inverse);
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                Enumerable.Range(0, 3).Sum(k => matrix[i, k] * inverse[(k * 3) + j]).ShouldBe(i == j ? 1 : 0, 1e-12);
    }

    private static GaussianProcess Conditioned(SurrogatePoint[] points, double[] values)
    {
        var process = new GaussianProcess(Codes, KernelParameters.Prior(4, 0, 3), 64);
        foreach (var point in points)
            process.Add(point);
        process.Solve(values);
        return process;
    }

    private static (SurrogatePoint[] Points, double[] Values) Observed(int count, Func<ushort[], double>? valueOf = null)
    {
        valueOf ??= codes => Math.Sin(codes[0]) + (0.5 * codes[1] * (codes[2] == 1 ? 1 : 0));
        var points = Enumerable.Range(0, count).Select(i => PointOf(new Seed(7).Derive(i))).ToArray();
        return (points, Array.ConvertAll(points, point => valueOf(point.Codes)));
    }

    private static SurrogatePoint PointOf(Seed seed) => new(Codes.Of(Space.Sample(seed)), []);
}
