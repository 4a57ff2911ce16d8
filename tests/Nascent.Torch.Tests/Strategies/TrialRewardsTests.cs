using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Torch.Strategies.Controllers;
using Nascent.Trials;

namespace Nascent.Torch.Tests.Strategies;

public sealed class TrialRewardsTests
{
    [Fact]
    public void With_one_objective_a_reward_is_the_share_that_is_not_better()
    {
        var rewards = new TrialRewards([Objective.Of("accuracy")], [], 4);
        new[] { 0.5, 0.7, 0.6, 0.6, 0.9, 0.1 }.Select(accuracy => rewards.Add(Of(accuracy))).ShouldBe([1, 1, 1 - (1.0 / 3), 0.75, 1, 0.25]);
    }

    [Fact]
    public void What_has_no_result_is_beaten_by_what_has_one_and_what_breaks_limits_less_beats_what_breaks_them_more()
    {
        var rewards = new TrialRewards([Objective.Of("accuracy")], [Constraint.Parse("params<=100")], 10);
        rewards.Add(Of(0.5, 90)).ShouldBe(1);
        rewards.Add(Of(null, 200)).ShouldBe(0.5);
        rewards.Add(Of(null, 300)).ShouldBe(1 - (2.0 / 3));
        rewards.Add(Of(null, 150)).ShouldBe(0.75);
        rewards.Add(Of(0.9, 110)).ShouldBe(0.8); // better, but it breaks the limit
    }

    [Fact]
    public void With_several_objectives_every_trial_of_the_front_gets_one()
    {
        var rewards = new TrialRewards([Objective.Of("accuracy"), Objective.Of("params")], [], 10);
        rewards.Add(Of(0.5, 100)).ShouldBe(1);
        rewards.Add(Of(0.9, 1000)).ShouldBe(1);
        rewards.Add(Of(0.1, 10)).ShouldBe(1);
        rewards.Add(Of(0.4, 200)).ShouldBe(0.75);
    }

    private static Trial Of(double? accuracy, double parameters = 1) =>
        new(0, Genotype.Empty, Fidelity.Of("fake"), accuracy is null ? TrialState.Rejected : TrialState.Succeeded)
        {
            Metrics = accuracy is { } value ? Metrics.None.With("params", parameters).With("accuracy", value) : Metrics.None.With("params", parameters),
        };
}
