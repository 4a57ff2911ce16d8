using Nascent.Data;
using Nascent.Estimation;
using Nascent.Jobs.Requests;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Jobs.Tests.Requests;

public sealed class FewImagesTests
{
    [Theory]
    [InlineData(180, 20, 5, 40)]
    [InlineData(500, 50, 5, 20)]
    [InlineData(900, 100, 5, 11)]
    [InlineData(901, 100, 0, 11)]
    [InlineData(9_000, 1_000, 0, 10)]
    public void Few_images_are_judged_by_folds_and_tried_for_more_epochs(int train, int validation, int folds, double epochs)
    {
        var spec = RunSpecFactory.Create(Settlement.Of(new(), new()), "run", Images(train, validation), SpaceCatalog.Create(TinyCnn.Name));
        spec.Retrain.Folds.ShouldBe(folds);
        spec.Fidelity.Axis(Fidelity.Epochs, 1).ShouldBe(epochs);
        SearchDefaults.RetrainCandidatesFor(spec, Images(train, validation)).ShouldBe(folds > 1 ? 4 : 2);
    }

    [Fact]
    public void Seeds_or_a_split_with_a_meaning_take_the_place_of_folds()
    {
        var space = SpaceCatalog.Create(TinyCnn.Name);
        RunSpecFactory.Create(Settlement.Of(new() { RetrainSeeds = 2 }, new()), "run", Images(180, 20), space).Retrain.Folds.ShouldBe(0);
        RunSpecFactory.Create(Settlement.Of(new() { Split = "given" }, new()), "run", Images(180, 20), space).Retrain.Folds.ShouldBe(0);
    }

    private static PreparedData Images(int train, int validation)
    {
        return new("images", "images-1", new LearningTask.Classification(["a", "b"]), new Preprocessing.Image(1, 8, 8, [0.5], [0.2]), Signature.Image(1, 8, 8, 2), Make(train), Make(validation));

        static Samples Make(int count) => new(new SampleValues.Pixels(new byte[count * 64], 1, 8, 8), new SampleTargets.Labels([.. Enumerable.Range(0, count).Select(i => i % 2)]));
    }
}
