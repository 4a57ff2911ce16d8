using Nascent.Estimation;
using Nascent.Jobs.Retraining;
using Nascent.Journal;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Retraining;

public sealed class RetrainPlannerTests
{
    [Fact]
    public void Where_no_planned_trial_could_be_trained_the_next_best_is_tried_after_them_up_to_three()
    {
        var state = Planned();
        var ranked = new TrialOrder(state.Spec!.Objectives, state.Spec.Constraints).BestOf(state.Trials).Select(trial => CandidateId.Trial(trial.Number)).ToArray();
        var planned = state.Plan!.Candidates.Where(id => id.TrialNumber is not null).ToArray();
        var others = ranked.Except(planned).ToArray();
        var baselines = state.Plan!.Candidates.Except(planned).ToArray();

        for (var more = 1; more <= 3; more++)
        {
            var longer = RetrainPlanner.WithNextBest(state).ShouldNotBeNull();
            longer.Candidates.ShouldBe([.. planned, .. others[..more], .. baselines]);
            (longer.Seeds, longer.Fidelity).ShouldBe((state.Plan!.Seeds, state.Plan.Fidelity));
            state = state.Apply(longer);
        }

        RetrainPlanner.WithNextBest(state).ShouldBeNull();
    }

    [Fact]
    public void There_is_no_next_best_where_all_trials_are_planned()
    {
        var state = Planned();
        var all = state.Trials.Where(trial => trial.State == TrialState.Succeeded).Select(trial => CandidateId.Trial(trial.Number));
        RetrainPlanner.WithNextBest(state.Apply(state.Plan! with { Candidates = [.. all] })).ShouldBeNull();
    }

    [Fact]
    public void One_more_is_planned_while_the_time_is_enough_by_what_the_last_one_took()
    {
        var state = Planned();
        var planned = state.Plan!.Candidates.Where(id => id.TrialNumber is not null).ToArray();
        RetrainPlanner.WithOneMore(state, TimeSpan.FromHours(1)).ShouldBeNull("it is not known what the last one takes");
        var took = new Evaluation(Metrics.None.With("accuracy", 0.8), new Cost(TimeSpan.FromSeconds(10), TimeSpan.Zero, 0, 0), [], []);
        state = state with
        {
            Spec = state.Spec! with { Retrain = state.Spec.Retrain with { Candidates = null } },
            Retrained = [.. Enumerable.Range(0, 3).Select(replicate => new RetrainResult(planned[^1], replicate, took, Metrics.None, false, null))],
        };
        var seconds = 10 * Math.Ceiling(3.0 / state.Spec!.Workers.Count);
        RetrainPlanner.WithOneMore(state, TimeSpan.FromSeconds(1.4 * seconds)).ShouldBeNull();
        var longer = RetrainPlanner.WithOneMore(state, TimeSpan.FromSeconds(1.6 * seconds)).ShouldNotBeNull();
        longer.Candidates.Length.ShouldBe(state.Plan!.Candidates.Length + 1);
        planned.ShouldNotContain(longer.Candidates[planned.Length]);
        longer.Candidates[planned.Length].TrialNumber.ShouldNotBeNull();
        var asked = state with { Spec = state.Spec with { Retrain = state.Spec.Retrain with { Candidates = planned.Length } } };
        RetrainPlanner.WithOneMore(asked, TimeSpan.FromHours(1)).ShouldBeNull("no more were asked for");
    }

    private static RunState Planned() =>
        SampleRun.Events().TakeWhile(next => next is not RunEvent.Retrained).Aggregate(RunState.Empty, (state, next) => state.Apply(next));
}
