using Nascent.Estimation.Curves;
using Nascent.Randomness;

namespace Nascent.Tests.Estimation.Curves;

public sealed class CurvePriorTests
{
    private const int Points = 6;

    [Fact]
    public void It_learns_how_the_result_follows_from_the_beginning()
    {
        var known = Sample(60, noise: 0.001);
        var (prior, other) = (CurvePrior.At(known, 2)!, Curve(quality: 0.7, noise: 0, new Seed(99).Stream()));
        prior.Forecast(other).Mean.ShouldBe(other.Best, 0.005);
        prior.Forecast(other).Deviation.ShouldBeLessThan(0.2 * Spread(known));
    }

    [Fact]
    public void Its_intervals_hold_about_as_many_results_as_they_say()
    {
        var (known, others) = (Sample(40, noise: 0.15), Sample(400, noise: 0.15, seed: 2));
        var prior = CurvePrior.At(known, 3)!;
        others.Average(other => Math.Abs(other.Best - prior.Forecast(other).Mean) <= 1.96 * prior.Forecast(other).Deviation ? 1.0 : 0).ShouldBeInRange(0.9, 0.99);
    }

    [Fact]
    public void What_tells_nothing_leaves_the_mean_and_the_spread_of_the_results()
    {
        // Beginnings and results are of two networks each.
        var (a, b) = (Sample(80, noise: 0), Sample(80, noise: 0, seed: 2));
        var known = a.Zip(b, (first, second) => first with { Scores = [.. first.Scores.Take(2), .. second.Scores.Skip(2).Select(score => score + 1)] }).ToArray();
        var forecast = CurvePrior.At(known, 2)!.Forecast(known[0].Until(2));
        forecast.Mean.ShouldBe(known.Average(curve => curve.Best), 0.5 * Spread(known));
        forecast.Deviation.ShouldBeInRange(0.7 * Spread(known), 1.3 * Spread(known));
    }

    [Fact]
    public void Curves_that_were_stopped_teach_nothing()
    {
        var known = Sample(CurvePrior.FewestCurves, noise: 0.01);
        CurvePrior.At(known[1..], 2).ShouldBeNull();
        CurvePrior.At([.. known[1..], known[0].Until(4)], 2).ShouldBeNull();
        CurvePrior.At(known, 2).ShouldNotBeNull();
        CurvePrior.At(known, Points).ShouldBeNull("nothing is left to extrapolate");
    }

    [Fact]
    public void A_forecast_is_never_below_what_was_reached()
    {
        var best = Curve(quality: 5, noise: 0, new Seed(1).Stream());
        CurvePrior.At(Sample(20, noise: 0.01), 4)!.Forecast(best.Until(4)).Mean.ShouldBeGreaterThanOrEqualTo(best.Until(4).Best);
    }

    private static double Spread(ScoreCurve[] curves)
    {
        var mean = curves.Average(curve => curve.Best);
        return Math.Sqrt(curves.Average(curve => Math.Pow(curve.Best - mean, 2)));
    }

    private static ScoreCurve[] Sample(int count, double noise, ulong seed = 1)
    {
        var stream = new Seed(seed).Stream();
        return [.. Enumerable.Range(0, count).Select(_ => Curve(stream.NextDouble(), noise, stream))];
    }

    private static ScoreCurve Curve(double quality, double noise, RandomStream stream)
    {
        var scores = Enumerable.Range(1, Points).Select(t => (quality * (1 - Math.Exp(-t))) + (noise * stream.NextGaussian())).ToArray();
        return new([.. scores], [.. scores.Select(score => Math.Exp(-score))], true);
    }
}
