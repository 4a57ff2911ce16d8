using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Requests;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Requests;

public sealed class WorkLimitTests
{
    private static readonly Fidelity Brief = Fidelity.Of("train").With(Fidelity.Epochs, 2).With(Fidelity.DataShare, 0.5);

    private static readonly SearchSpace Space = SpaceCatalog.Create("tiny-cnn");

    [Fact]
    public void A_budget_by_time_limits_the_work_of_image_networks()
    {
        var limit = WorkLimit.For(Asked(TimeSpan.FromMinutes(4)), Images(10_000), Space, Brief).ShouldHaveSingleItem();
        (limit.Metric, limit.AtMost).ShouldBe(("work", true));
        // Both of what it is for: so many trials at the limit in the search's time, allowing for the mean's being below it and two figures; one full training afterwards.
        var (work, seconds) = (limit.Bound / SearchDefaults.WorkPerSecond, 240.0);
        (SearchDefaults.FewestTrials * 10_000 * work).ShouldBeLessThanOrEqualTo(1.3 * 2 * SearchDefaults.SearchShareFor(Images(10_000)) * seconds);
        (SearchDefaults.FewestUsefulEpochs(true, 10_000) * 10_000 * work).ShouldBeLessThanOrEqualTo((1 - SearchDefaults.SearchShareFor(Images(10_000))) * seconds);
        limit.Bound.ToString("E1", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(limit.Bound.ToString("E6", System.Globalization.CultureInfo.InvariantCulture).Replace("00000E", "E", StringComparison.Ordinal));
    }

    [Fact]
    public void More_time_and_more_workers_allow_more_work()
    {
        var bound = Bound(TimeSpan.FromMinutes(8), 2);
        Bound(TimeSpan.FromMinutes(16), 2).ShouldBe(2 * bound, 0.1 * bound);
        Bound(TimeSpan.FromMinutes(8), 1).ShouldBeLessThan(bound);

        static double Bound(TimeSpan time, int workers) => WorkLimit.For(Asked(time, workers), Images(10_000), Space, Brief).Single().Bound;
    }

    [Fact]
    public void More_epochs_of_full_training_allow_less_work()
    {
        var asked = Asked(TimeSpan.FromMinutes(16));
        var usual = WorkLimit.For(asked, Images(10_000), Space, Brief).Single().Bound;
        WorkLimit.For(asked with { Retrain = asked.Retrain with { Epochs = 500 } }, Images(10_000), Space, Brief).Single().Bound.ShouldBeLessThan(usual);
    }

    [Fact]
    public void A_run_by_trials_alone_has_no_limit() => WorkLimit.For(Asked(null), Images(10_000), Space, Brief).ShouldBeEmpty();

    [Fact]
    public void Where_trials_are_not_trained_the_limit_is_that_of_full_training_on_any_number_of_workers()
    {
        var bounds = new[] { 1, 2, 8 }.Select(workers => WorkLimit.For(
            Asked(SearchDefaults.TimeWithoutTraining(5000), workers) with { Estimator = Catalogue.BuiltIn.Estimator("zero-cost") }, Images(9_000), Space, Fidelity.Of("zero-cost")).Single().Bound).Distinct().ShouldHaveSingleItem();
        var seconds = SearchDefaults.FewestUsefulEpochs(true, 9_000) * 9_000 * bounds / SearchDefaults.WorkPerSecond;
        seconds.ShouldBeInRange(0.3 * 240, 240); // of the ten minutes four are for full training
    }

    [Fact]
    public void Tables_have_no_limit() => WorkLimit.For(Asked(TimeSpan.FromMinutes(4)), Table(), Space, Brief).ShouldBeEmpty();

    [Fact]
    public void A_limit_of_the_users_own_is_the_only_one()
    {
        var asked = Asked(TimeSpan.FromMinutes(4));
        WorkLimit.For(asked with { Constraints = [Constraint.Parse("work<=1e12")] }, Images(10_000), Space, Brief).ShouldBeEmpty();
        WorkLimit.For(asked with { Constraints = [Constraint.Parse("params<=100k")] }, Images(10_000), Space, Brief).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("tiny-cnn")]
    [InlineData("nas-bench-201")]
    public void However_short_the_time_some_networks_stay(string name)
    {
        var (data, space) = (Images(10_000), SpaceCatalog.Create(name));
        var limit = WorkLimit.For(Asked(TimeSpan.FromSeconds(1)), data, space, Brief).ShouldHaveSingleItem();
        var kept = Enumerable.Range(1, 200).Count(draw => limit.Holds(new Metrics(CostTable.Totals(space.Resolve(space.Genotypes.SampleByDecision(new Seed(1).Derive(draw)), data.Signature)))) == true);
        kept.ShouldBeInRange(10, 60);
    }

    [Fact]
    public void Where_the_users_limits_leave_hardly_a_network_there_is_no_other() =>
        WorkLimit.For(Asked(TimeSpan.FromSeconds(1)) with { Constraints = [Constraint.Parse("params<=1")] }, Images(10_000), Space, Brief).ShouldBeEmpty();

    private static SettledRequest Asked(TimeSpan? time, int workers = 2) => Settlement.Of(new() { Workers = workers }, new()) with { Time = time };

    private static PreparedData Images(int count) => new(
        "images", "0", new LearningTask.Classification(["a", "b"]), new Preprocessing.Image(1, 28, 28, [0.5], [0.5]), Signature.Image(1, 28, 28, 2), Pixels(count), Pixels(1));

    private static Samples Pixels(int count) => new(new SampleValues.Pixels(new byte[count * 784], 1, 28, 28), new SampleTargets.Labels(new int[count]));

    private static PreparedData Table()
    {
        var part = new Samples(new SampleValues.Columns([], new float[100], 1), new SampleTargets.Labels(new int[100]));
        return new("table", "0", new LearningTask.Classification(["a", "b"]), new Preprocessing.Table([new TableColumn.Numeric("x", 0, 1, false)]), Signature.Features(1, 2), part, part);
    }
}
