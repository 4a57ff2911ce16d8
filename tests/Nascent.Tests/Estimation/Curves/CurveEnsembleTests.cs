using System.Collections.Immutable;
using Nascent.Estimation.Curves;
using Nascent.Randomness;

namespace Nascent.Tests.Estimation.Curves;

public sealed class CurveEnsembleTests
{
    public static TheoryData<string, Func<double, double>> Curves => new()
    {
        { "power", t => 0.9 - (0.5 * Math.Pow(t, -0.8)) },
        { "exponential", t => 0.85 - (0.6 * Math.Exp(-0.4 * t)) },
        { "logarithm", t => 0.95 - (0.2 / Math.Log(t + 1)) },
        { "Weibull", t => 0.8 - (0.5 * Math.Exp(-Math.Pow(0.3 * t, 1.5))) },
        { "a loss, negated", t => -0.3 - (2 * Math.Pow(t, -1.2)) },
    };

    [Theory]
    [MemberData(nameof(Curves))]
    public void A_curve_of_one_of_the_families_is_extrapolated_to_its_end(string name, Func<double, double> curve)
    {
        var forecast = CurveEnsemble.Forecast(CurveOf(curve, 10), 30, new Seed(1))!.Value;
        Math.Abs(forecast.Mean - curve(30)).ShouldBeLessThan(0.1 * Math.Abs(curve(10) - curve(1)), name);
        Math.Abs(forecast.Mean - curve(30)).ShouldBeLessThan(3 * forecast.Deviation, name);
    }

    [Fact]
    public void The_sooner_a_curve_breaks_off_the_less_sure_is_its_end()
    {
        var stream = new Seed(5).Stream();
        var noisy = CurveOf(t => 0.9 - (0.5 * Math.Pow(t, -0.8)) + (0.01 * stream.NextGaussian()), 20);
        var deviations = new[] { 6, 20 }.Select(length => CurveEnsemble.Forecast(noisy.Until(length), 30, new Seed(1))!.Value.Deviation).ToArray();
        deviations[0].ShouldBeGreaterThan(2 * deviations[1]);
    }

    [Fact]
    public void Its_forecast_is_never_below_what_was_reached() =>
        CurveEnsemble.Forecast(CurveOf(t => 0.9 - (0.1 * t), 5), 10, new Seed(1))!.Value.Mean.ShouldBeGreaterThanOrEqualTo(0.8);

    [Fact]
    public void Two_points_are_no_curve() => CurveEnsemble.Forecast(CurveOf(t => t, 2), 10, new Seed(1)).ShouldBeNull();

    [Fact]
    public void The_same_seed_gives_the_same_forecast() =>
        CurveEnsemble.Forecast(CurveOf(Math.Sqrt, 7), 20, new Seed(3)).ShouldBe(CurveEnsemble.Forecast(CurveOf(Math.Sqrt, 7), 20, new Seed(3)));

    private static ScoreCurve CurveOf(Func<double, double> value, int points)
    {
        ImmutableArray<double> scores = [.. Enumerable.Range(1, points).Select(t => value(t))];
        return new(scores, [.. scores.Select(_ => 1.0)], false);
    }
}
