using System.Collections.Immutable;
using Nascent.Benchmarks.Stopping;
using Nascent.Estimation.Curves;
using Nascent.Randomness;
using Nascent.Search.Stopping;

namespace Nascent.Tests.Benchmarks.Stopping;

/// <summary>Early stopping replayed on the learning curves of networks that were trained to the end.</summary>
public sealed class StoppingReplayTests
{
    private const double TenthOfAPoint = 0.001;

    [Fact]
    public void Half_of_the_epochs_are_saved_and_the_best_or_one_like_it_is_kept_in_nine_of_ten_searches()
    {
        var curves = Recorded();
        curves.Length.ShouldBeGreaterThanOrEqualTo(60);
        var summary = ReplaySummary.OfOrders(curves, new CurveRule(), 200, 8, new Seed(1));
        summary.Saved.ShouldBeGreaterThanOrEqualTo(0.5);
        summary.Kept(TenthOfAPoint).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Fact]
    public void The_losses_of_the_first_epochs_tell_more_than_their_scores()
    {
        var curves = Recorded();
        double Error(CurveInputs inputs) => Math.Sqrt(curves.Select((curve, i) => Math.Pow(curve.Best - CurvePrior.At(curves.Where((_, j) => j != i), 3, inputs)!.Forecast(curve.Until(3)).Mean, 2)).Average());
        Error(CurveInputs.Losses).ShouldBeLessThan(0.8 * Error(CurveInputs.Scores));
    }

    [Fact]
    public void Without_stops_everything_is_spent_and_nothing_lost()
    {
        var run = StoppingReplay.Run(Recorded(), new FixedRule(_ => false), 8, 10, new Seed(1));
        (run.Saved, run.Shortfall, run.Stops).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void A_candidate_is_judged_once_another_is_known_and_by_those_up_to_n_minus_the_look_ahead()
    {
        var known = new List<int>();
        var run = StoppingReplay.Run([.. Recorded().Take(20)], new FixedRule(seen =>
        {
            known.Add(seen.Curves.Length);
            return true;
        }), 8, 0, new Seed(1));
        known.ShouldBe(Enumerable.Range(1, 12));
        (run.Stops, run.EpochsSpent).ShouldBe((12, (8 * 12) + 12));
    }

    [Fact]
    public void Controls_cost_their_epochs_and_are_wrong_where_they_beat_the_bar()
    {
        // The second is as good as the first, the others are better than all before them.
        ImmutableArray<ScoreCurve> rising = [.. Enumerable.Range(0, 10).Select(i => new ScoreCurve([0.1, i / 10.0], [1, 1], true))];
        var run = StoppingReplay.Run(rising, new FixedRule(_ => true), 1, 1, new Seed(1));
        run.ShouldBe(new ReplayedRun(20, 20, 0, 9, 9, 8));
        StoppingReplay.Run(rising, new FixedRule(_ => true), 1, 0, new Seed(1)).ShouldBe(new ReplayedRun(11, 20, 0.8, 9, 0, 0));
    }

    private static ImmutableArray<ScoreCurve> Recorded() =>
        [.. RecordedCurve.Read(Path.Combine(AppContext.BaseDirectory, "Benchmarks", "Stopping", "tiny-cnn.jsonl")).Select(curve => curve.Scores)];

    private sealed class FixedRule(Func<KnownCurves, bool> stops) : IStoppingRule
    {
        public bool Stops(ScoreCurve running, KnownCurves known, Seed seed) => stops(known);
    }
}
