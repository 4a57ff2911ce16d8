using System.Collections.Immutable;
using Nascent.Estimation.Curves;
using Nascent.Randomness;
using Nascent.Search.Stopping;

namespace Nascent.Tests.Search.Stopping;

public sealed class StoppingRuleTests
{
    private static readonly Seed Key = new(1);

    [Fact]
    public void The_median_rule_stops_what_is_below_the_median_of_running_averages()
    {
        // Running averages at the second point: 0.25, 0.375, 0.5, 0.625; their median is 0.4375.
        KnownCurves known = new([Curve(0.125, 0.375, 0.9), Curve(0.25, 0.5, 0.5), Curve(0.5, 0.5, 0.5), Curve(0.625, 0.625, 0.625)], 0.9, 3);
        var rule = new MedianRule();
        rule.Stops(Running(0.1, 0.43), known, Key).ShouldBeTrue();
        rule.Stops(Running(0.43, 0.1), known, Key).ShouldBeTrue();
        rule.Stops(Running(0.44, 0.1), known, Key).ShouldBeFalse("its best value counts, not its last");
        rule.Stops(Running(0.4375, 0.4375), known, Key).ShouldBeFalse("what equals the median goes on");
        rule.Stops(Running(0.0, 0.0), known with { Curves = known.Curves[1..] }, Key).ShouldBeFalse("three are too few");
    }

    [Fact]
    public void The_median_rule_counts_stopped_trials_as_far_as_they_came()
    {
        KnownCurves known = new([Curve(0.5, 0.5, 0.5), Curve(0.5, 0.5, 0.5), Curve(0.5, 0.5, 0.5), Running(0.5)], 0.5, 3);
        new MedianRule().Stops(Running(0.4), known, Key).ShouldBeTrue();
        new MedianRule().Stops(Running(0.4, 0.4), known, Key).ShouldBeFalse("only three reached the second point");
    }

    [Fact]
    public void The_curve_rule_stops_what_will_hardly_beat_the_best_and_nothing_else()
    {
        KnownCurves known = new([.. Enumerable.Range(0, 20).Select(i => Rising(i / 20.0))], 0.95, 5);
        var rule = new CurveRule();
        rule.Stops(Rising(0.2).Until(2), known, Key).ShouldBeTrue();
        rule.Stops(Rising(1.1).Until(2), known, Key).ShouldBeFalse();
        known.Forecast(Rising(0.2).Until(2), Key).Mean.ShouldBe(0.2, 0.05);
    }

    [Fact]
    public void The_curve_rule_stops_nothing_before_it_knows_enough_finished_curves()
    {
        ImmutableArray<ScoreCurve> few = [.. Enumerable.Range(0, CurvePrior.FewestCurves - 1).Select(i => Rising(0.8 + (i / 100.0))), Rising(0.7).Until(3)];
        new CurveRule().Stops(Rising(0.01).Until(2), new(few, 0.85, 5), Key).ShouldBeFalse();
        new CurveRule().Stops(Rising(0.01).Until(2), new(few.Add(Rising(0.1)).Add(Rising(0.3)), 0.85, 5), Key).ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_rule_is_told_with_those_that_there_are() =>
        Should.Throw<NascentException>(() => StoppingRules.BuiltIn.SpecOf("means")).Message.ShouldStartWith("Unknown stopping rule 'means': expected one of none, median, curve");

    private static ScoreCurve Curve(params double[] scores) => new([.. scores], [.. scores.Select(score => 1 - score)], true);

    private static ScoreCurve Running(params double[] scores) => Curve(scores) with { IsFinished = false };

    private static ScoreCurve Rising(double quality) => Curve([.. Enumerable.Range(1, 5).Select(t => quality * t / 5)]);
}
