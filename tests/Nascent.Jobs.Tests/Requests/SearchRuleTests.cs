using Nascent.Data;
using Nascent.Estimation;
using Nascent.Jobs.Requests;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Requests;

public sealed class SearchRuleTests
{
    [Theory]
    [InlineData(10_000, 28, 1, 280)]
    [InlineData(54_000, 28, 1, 600)]
    [InlineData(45_000, 32, 3, 1800)]
    public void Where_the_time_has_room_for_a_search_nothing_is_changed(int samples, int side, int channels, int seconds)
    {
        var asked = Asked(seconds);
        Applied(asked, Images(samples, side, channels)).ShouldBe(asked);
    }

    [Fact]
    public void Where_few_trials_fit_they_are_cut_so_that_more_do()
    {
        // The cheapest 10 % of tiny-cnn stay whatever the time, so that a short time on large images has room for few.
        var (asked, data) = (Asked(60), Images(10_000, 64, 3));
        var usual = RunSpecFactory.FidelityOf(asked, data).Axis(Fidelity.DataShare, 1);
        var rule = Applied(asked, data);
        rule.Estimator.Name.ShouldBe("train");
        rule.DataShare!.Value.ShouldBeInRange(0.249 * usual, 0.999 * usual);
    }

    [Fact]
    public void Where_hardly_a_trial_fits_candidates_are_scored_without_training()
    {
        var rule = Applied(Asked(10), Images(10_000, 96, 3));
        (rule.Estimator.Name, rule.Strategy.Name).ShouldBe(("zero-cost", "regularized-evolution"));
    }

    [Fact]
    public void A_limit_on_predictions_needs_trials_that_are_trained()
    {
        var rule = Applied(Asked(10) with { Constraints = [Constraint.Parse("accuracy>=0.5")] }, Images(10_000, 96, 3));
        rule.Estimator.Name.ShouldBe("train");
        rule.DataShare.ShouldNotBeNull();
    }

    [Fact]
    public void What_a_user_names_is_kept()
    {
        var asked = Asked(10) with { IsOpen = false };
        Applied(asked, Images(10_000, 96, 3)).ShouldBe(asked);
        var byTrials = Asked(10) with { Time = null };
        Applied(byTrials, Images(10_000, 96, 3)).ShouldBe(byTrials);
    }

    private static SettledRequest Applied(SettledRequest request, PreparedData data) => SearchRule.Applied(request, data, SpaceCatalog.Create("tiny-cnn"));

    private static SettledRequest Asked(int seconds) => Settlement.Of(new() { Budget = TimeSpan.FromSeconds(seconds), Workers = 2 }, new());

    // The rule reads no pixels, so there are none.
    private static PreparedData Images(int count, int side, int channels) => new(
        "images", "0", new LearningTask.Classification(["a", "b"]), new Preprocessing.Image(channels, side, side, [.. Enumerable.Repeat(0.5f, channels)], [.. Enumerable.Repeat(0.5f, channels)]),
        Signature.Image(channels, side, side, 2), Pixels(count, side, channels), Pixels(1, side, channels));

    private static Samples Pixels(int count, int side, int channels) => new(new SampleValues.Pixels([], channels, side, side), new SampleTargets.Labels(new int[count]));
}
