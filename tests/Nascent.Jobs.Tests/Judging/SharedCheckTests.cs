using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Jobs.Judging;
using Nascent.Journal;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Judging;

public sealed class SharedCheckTests
{
    // Scores of shared weights rise with the number, parameters fall with it.
    private static RunState State(params double?[] values)
    {
        var spec = FakeRuns.Spec() with { Estimator = new ComponentSpec("weight-sharing", 1, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)) };
        var trials = values.Select((_, i) => new Trial(i, Genotype.Empty, spec.Fidelity, TrialState.Succeeded) { Metrics = Metrics.None.With("accuracy", 0.5 + (0.01 * i)).With("params", 1000 - i).With("macs", 5) });
        return RunState.Empty with { Spec = spec, Trials = [.. trials] };
    }

    private static ImmutableArray<CheckedTrial> Checked(params double?[] values) => [.. values.Select((value, i) => new CheckedTrial(i, value, double.NaN, [0.1, 0.2, double.NaN]))];

    [Fact]
    public void Scores_that_rank_as_training_does_keep_deciding()
    {
        double?[] values = [0.1, 0.2, 0.3, 0.4];
        var (state, found) = (State(values), Checked(values));
        var agreement = SharedAgreement.Of(state, found)!;
        (agreement.Own.Value, agreement.Better).ShouldBe((1, null));
        agreement.Others.Select(cost => cost.Tau.Value).ShouldBe([-1, 0, 0]);
        agreement.ByStage.Select(stage => stage.Tau.Value).ShouldBe([0, 0, 0]);
        agreement.Sentence.ShouldStartWith("Shared weights rank better than costs and training-free scores do here");
        SharedCheck.Ranked(state.Spec!, state with { Check = new(found, "weight-sharing", Cost.None) }).Select(trial => trial.Number).ShouldBe([3, 2, 1, 0]);
    }

    [Fact]
    public void Where_a_cost_ranks_no_worse_the_trainings_decide_and_after_them_the_cost()
    {
        var (state, found) = (State(new double?[6]), Checked(0.4, 0.3, null, 0.35));
        var agreement = SharedAgreement.Of(state, found)!;
        (agreement.Count, agreement.Better).ShouldBe((3, "params"));
        agreement.Sentence.ShouldStartWith("Shared weights rank no better than params here");
        SharedCheck.Ranked(state.Spec!, state with { Check = new(found, "params", Cost.None) }).Select(trial => trial.Number).ShouldBe([0, 3, 1, 2, 4, 5]);
    }

    [Fact]
    public void Trainings_that_all_end_alike_rank_nothing()
    {
        double?[] values = [1, 1, 1, 1];
        var agreement = SharedAgreement.Of(State(values), Checked(values))!;
        agreement.Others.Select(cost => cost.Tau.Value).Append(agreement.Own.Value).ShouldAllBe(tau => tau == 0);
        agreement.Sentence.ShouldStartWith("Shared weights rank no better than params here");
    }

    [Fact]
    public void Fewer_than_three_trainings_say_nothing() => SharedAgreement.Of(State(1, 2, 3), Checked(0.1, null, 0.2)).ShouldBeNull();
}
