using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Estimation.Curves;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Search.Stopping;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Search.Stopping;

public sealed class StopOrderTests
{
    private static readonly RunSpec Spec = FakeRuns.Spec() with { Fidelity = Fidelity.Of("fake").With(Fidelity.Epochs, 3), EarlyStopping = StoppingRules.BuiltIn.SpecOf("curve") };

    [Fact]
    public void It_knows_what_the_proposal_could_see_and_nothing_later()
    {
        ImmutableArray<Trial> trials = [Finished(0, 0.5), Finished(1, 0.6), Finished(2, 0.9), Pending(3, known: 2)];
        var order = StopOrder.Of(Spec, trials, trials[3])!;
        order.Known.Curves.Select(curve => curve.Best).ShouldBe([0.5, 0.6]);
        (order.Known.Bar, order.Known.Points, order.Rule).ShouldBe((0.6, 3, "curve"));
    }

    [Fact]
    public void Trials_of_another_fidelity_failures_and_duplicates_are_left_out_and_stopped_ones_are_no_bar()
    {
        ImmutableArray<Trial> trials =
        [
            Finished(0, 0.5), Finished(1, 0.8) with { Fidelity = Fidelity.Of("fake") }, Finished(2, 0.8) with { DuplicateOf = 0, State = TrialState.Duplicate },
            Pending(3, 0) with { State = TrialState.Failed, Reason = "nan" }, Finished(4, 0.7) with { State = TrialState.Stopped, Stop = new("curve", 3, 0.8, 0.1, 0.5, false) }, Pending(5, known: 5),
        ];
        var order = StopOrder.Of(Spec, trials, trials[5])!;
        order.Known.Curves.Select(curve => (curve.Best, curve.IsFinished)).ShouldBe([(0.5, true), (0.7, false)]);
        order.Known.Bar.ShouldBe(0.5);
    }

    [Fact]
    public void Curves_of_another_metric_than_the_first_objective_are_no_use() =>
        StopOrder.Of(Spec, [Finished(0, 0.5) with { Measured = Metrics.None.With("accuracy", 0.4) }, Pending(1, known: 1)], Pending(1, known: 1)).ShouldBeNull();

    [Fact]
    public void Results_on_more_samples_than_the_curve_are_compared_by_their_curves()
    {
        var heldOut = Spec.Fidelity.With(Fidelity.HeldOut, 100);
        Trial Scored(int number, double result) => Finished(number, result) with { Fidelity = heldOut, Measured = Metrics.None.With("accuracy", result - 0.01) };
        var order = StopOrder.Of(Spec, [Scored(0, 0.5), Scored(1, 0.6)], Pending(2, known: 2) with { Fidelity = heldOut })!;
        (order.Known.Bar, order.Known.Curves.Length).ShouldBe((0.6, 2));
        StopOrder.Of(Spec with { Objectives = [Objective.Of("params")] }, [Scored(0, 0.5)], Pending(1, known: 1) with { Fidelity = heldOut }).ShouldBeNull("curves are of no cost");
    }

    [Fact]
    public void A_rule_that_has_compared_nothing_in_ten_trials_is_known_as_such()
    {
        Trial Seen(int number) => Finished(number, 0.5) with { Known = number };
        Trial Other(int number) => Seen(number) with { Measured = Metrics.None.With("accuracy", 0.4) };
        StopOrder.ComparesNothing(Spec, [.. Enumerable.Range(0, 10).Select(Other)]).ShouldBeTrue();
        StopOrder.ComparesNothing(Spec, [.. Enumerable.Range(0, 10).Select(Seen)]).ShouldBeFalse();
        StopOrder.ComparesNothing(Spec, [.. Enumerable.Range(0, 9).Select(Other)]).ShouldBeFalse("nine say little");
        StopOrder.ComparesNothing(Spec with { EarlyStopping = null }, [.. Enumerable.Range(0, 10).Select(Other)]).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_rule_or_without_results_there_is_none()
    {
        StopOrder.Of(Spec with { EarlyStopping = null }, [Finished(0, 0.5)], Pending(1, known: 1)).ShouldBeNull();
        StopOrder.Of(Spec, [Finished(0, 0.5)], Pending(1, known: 0)).ShouldBeNull();
    }

    [Fact]
    public void A_metric_that_is_to_be_small_is_judged_and_told_in_its_own_unit()
    {
        ImmutableArray<ScoreCurve> known = [.. Enumerable.Range(0, 12).Select(i => ScoreCurve.Of(Points(3, t => 1 + (i / 10.0) + (1.0 / t)), maximise: false, isFinished: true))];
        var order = new StopOrder("curve", false, new(known, known.Max(curve => curve.Best), 3), false);
        var stop = order.Judge(Points(2, t => 2 + (1.0 / t)), new Seed(1), StoppingRules.BuiltIn)!;
        (stop.Epoch, stop.Bar, stop.IsControl).ShouldBe((2, 4.0 / 3, false));
        stop.Forecast.ShouldBe(2 + (1.0 / 3), 0.1);
        order.Judge(Points(2, t => 0.5 + (1.0 / t)), new Seed(1), StoppingRules.BuiltIn).ShouldBeNull();
        order.Judge(Points(3, t => 2 + (1.0 / t)), new Seed(1), StoppingRules.BuiltIn).ShouldBeNull("it has come to its end");
    }

    [Fact]
    public void About_one_trial_in_ten_is_a_control()
    {
        Enumerable.Range(0, 2000).Count(number => Controls.IsControl(new Seed(1), number)).ShouldBeInRange(160, 240);
        Enumerable.Range(0, 100).Any(number => Controls.IsControl(new Seed(1), number, 0)).ShouldBeFalse();
    }

    private static ImmutableArray<CurvePoint> Points(int count, Func<int, double> value) => [.. Enumerable.Range(1, count).Select(t => new CurvePoint(t, value(t), value(t)))];

    private static Trial Pending(int number, int known) => new(number, Genotype.Empty, Spec.Fidelity, TrialState.Pending) { Known = known };

    private static Trial Finished(int number, double result) => new(number, Genotype.Empty, Spec.Fidelity, TrialState.Succeeded)
    {
        Metrics = Metrics.None.With("accuracy", result),
        Measured = Metrics.None.With("accuracy", result),
        Curve = Points(3, t => result * (t / 3.0)),
    };
}
