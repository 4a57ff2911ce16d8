using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Jobs.Requests;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Requests;

public sealed class SharedTrainingTests
{
    private static readonly SearchSpace Space = SpaceCatalog.Create("tiny-cnn");

    [Fact]
    public void A_supernet_whose_paths_keep_limits_trains_longer_in_the_same_time()
    {
        var epochs = EpochsOf("work<=5e6");
        epochs.ShouldBeGreaterThan(5 * EpochsOf());
        // Where the limits forbid most of a step's paths, one that keeps them is trained, which takes its work for each sample.
        var longest = 0.6 * SearchDefaults.SearchShareFor(Images) * 600 * SearchDefaults.WorkPerSecond / (Least() * Images.Train.Count);
        epochs.ShouldBeLessThan(longest);
        epochs.ShouldBeGreaterThan(0.6 * SearchDefaults.SearchShareFor(Images) * 600 * SearchDefaults.WorkPerSecond / (2 * 5e6 * Images.Train.Count));
    }

    [Fact]
    public void What_was_asked_for_counts() => SharedTraining.FidelityOf(Asked with { Epochs = 7 }, Images, Space, []).Axis(Fidelity.Epochs, 0).ShouldBe(7);

    [Fact]
    public void Limits_that_no_network_keeps_are_told_of() =>
        Should.Throw<NascentException>(() => EpochsOf("params<=1")).Message.ShouldContain("found no network that keeps the limits");

    private static double EpochsOf(params string[] limits) => SharedTraining.FidelityOf(Asked, Images, Space, [.. limits.Select(Constraint.Parse)]).Axis(Fidelity.Epochs, 0);

    /// <summary>The least work of a network of the space, nearly.</summary>
    private static double Least() => Enumerable.Range(0, 300).Min(draw => CostTable.Totals(Space.Resolve(Space.Genotypes.SampleByDecision(new((ulong)draw)), Images.Signature))[Metric.Work.Name]);

    private static SettledRequest Asked { get; } = Settlement.Of(new() { Budget = TimeSpan.FromMinutes(10), Workers = 2, Estimator = "weight-sharing" }, new());

    private static PreparedData Images { get; } = new(
        "images", "0", new LearningTask.Classification(["a", "b"]), new Preprocessing.Image(1, 28, 28, [0.5], [0.5]), Signature.Image(1, 28, 28, 2), Pixels(10_000), Pixels(1));

    private static Samples Pixels(int count) => new(new SampleValues.Pixels(new byte[count * 784], 1, 28, 28), new SampleTargets.Labels(new int[count]));
}
