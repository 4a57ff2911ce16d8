using Nascent.Costs;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Extending;

/// <summary>A cost of somebody else's is an objective and a limit like any other.</summary>
public sealed class OwnCostTests
{
    private const double Most = 80;

    [Fact]
    public async Task A_search_keeps_its_limit_and_has_a_front_of_it()
    {
        var cost = new OwnCost();
        var spec = FakeRuns.Spec("random", trials: 80) with
        {
            Objectives = [Objective.Of("accuracy"), new Objective(cost.Metric, Maximise: false)],
            Constraints = [new Constraint(cost.Metric, AtMost: true, Most)],
        };
        var state = await OwnSearch.RunAsync(FakeRuns.Setup(spec) with { Costs = [new ParameterCount(), cost] });
        var trained = state.Trials.Where(trial => trial.State == TrialState.Succeeded).ToArray();
        trained.ShouldNotBeEmpty();
        trained.ShouldAllBe(trial => trial.Metrics[cost.Metric] <= Most);
        state.Trials.Where(trial => trial.State == TrialState.Rejected).ShouldNotBeEmpty();
        ParetoFront.Of(state.Trials, spec.Objectives, spec.Constraints).ShouldContain(trained.MinBy(trial => trial.Metrics[cost.Metric])!);
    }
}
