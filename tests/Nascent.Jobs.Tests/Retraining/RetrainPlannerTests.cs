using Nascent.Jobs.Retraining;
using Nascent.Journal;
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

    private static RunState Planned() =>
        SampleRun.Events().TakeWhile(next => next is not RunEvent.Retrained).Aggregate(RunState.Empty, (state, next) => state.Apply(next));
}
