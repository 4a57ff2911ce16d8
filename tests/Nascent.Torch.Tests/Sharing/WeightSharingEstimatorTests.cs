using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Sharing;
using Nascent.Trials;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Torch.Tests.Sharing;

public sealed class WeightSharingEstimatorTests : IDisposable
{
    private static readonly SearchSpace Space = SearchSpace.Image("shared", net => net.Conv("stem", channels: OneOf(4, 8), kernel: OneOf(3, 5)).GlobalPool().Classifier());
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly PreparedData _data = SyntheticData.Bars();

    [Fact]
    public async Task A_supernet_is_trained_once_for_all_processes_of_a_folder()
    {
        using var first = Estimator();
        using var second = Estimator();
        var trained = await first.EstimateAsync(Request("stem.channels=8;stem.kernel=5"), null, TestContext.Current.CancellationToken);
        var restored = await second.EstimateAsync(Request("stem.channels=8;stem.kernel=5"), null, TestContext.Current.CancellationToken);
        trained.Cost.Samples.ShouldBe(2 * 2 * 512, "two epochs, two paths a step");
        restored.Cost.Samples.ShouldBe(0);
        restored.Metrics.ShouldBe(trained.Metrics);
        (await first.EstimateAsync(Request("stem.channels=4;stem.kernel=3"), null, TestContext.Current.CancellationToken)).Cost.Samples.ShouldBe(0);
    }

    [Fact]
    public async Task A_damaged_file_is_trained_again_to_the_same_weights()
    {
        using var first = Estimator();
        var expected = await first.EstimateAsync(Request("stem.channels=8;stem.kernel=3"), null, TestContext.Current.CancellationToken);
        var file = _folder.GetFiles("supernet-*.safetensors").ShouldHaveSingleItem();
        File.WriteAllBytes(file.FullName, File.ReadAllBytes(file.FullName)[..100]);
        using var second = Estimator();
        var again = await second.EstimateAsync(Request("stem.channels=8;stem.kernel=3"), null, TestContext.Current.CancellationToken);
        again.Cost.Samples.ShouldBeGreaterThan(0);
        again.Metrics.ShouldBe(expected.Metrics);
    }

    [Fact]
    public async Task A_training_that_is_broken_off_is_gone_on_with()
    {
        using var whole = new WeightSharingEstimator(_data, new TrainingRecipe { BatchSize = 64 }, Space, [], new Seed(1), Directory.CreateDirectory(Path.Combine(_folder.FullName, "whole")).FullName);
        var expected = await whole.EstimateAsync(Request("stem.channels=8;stem.kernel=3"), null, TestContext.Current.CancellationToken);

        // The time is looked at once a step: a source that cancels at the third look breaks the training off between two steps.
        using var source = new CancellationTokenSource();
        using var broken = new WeightSharingEstimator(_data, new TrainingRecipe { BatchSize = 64 }, Space, [], new Seed(1), _folder.FullName, new CancellingTime(source, looks: 6));
        await Should.ThrowAsync<OperationCanceledException>(async () => await broken.EstimateAsync(Request("stem.channels=8;stem.kernel=3"), null, source.Token));
        _folder.GetFiles("*.training").ShouldHaveSingleItem();

        using var second = Estimator();
        var resumed = await second.EstimateAsync(Request("stem.channels=8;stem.kernel=3"), null, TestContext.Current.CancellationToken);
        resumed.Cost.Samples.ShouldBeInRange(64, expected.Cost.Samples - 64);
        resumed.Metrics.ShouldBe(expected.Metrics);
        _folder.GetFiles("*.training").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_another_supernet_has_another_key()
    {
        using var all = Estimator();
        using var few = Estimator(Constraint.Parse("params<=200"));
        var request = Request("stem.channels=8;stem.kernel=3");
        all.KeyOf(request).ShouldBe(all.KeyOf(request with { Seed = 9 }), "a path's score has no randomness of its own");
        few.KeyOf(request).ShouldNotBe(all.KeyOf(request));
        all.KeyOf(request with { Fidelity = request.Fidelity.With(Fidelity.Epochs, 3) }).ShouldNotBe(all.KeyOf(request));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class CancellingTime(CancellationTokenSource source, int looks) : TimeProvider
    {
        private int _left = looks;

        public override long GetTimestamp()
        {
            if (--_left == 0)
                source.Cancel();
            return base.GetTimestamp();
        }
    }

    private WeightSharingEstimator Estimator(params Constraint[] limits) =>
        new(_data, new TrainingRecipe { BatchSize = 64 }, Space, limits, new Seed(1), _folder.FullName);

    private EvaluationRequest Request(string text)
    {
        var genotype = Space.Genotypes.Parse(text);
        return new(Space.Resolve(genotype, _data.Signature), genotype, Fidelity.Of(WeightSharingEstimator.Name).With(Fidelity.Epochs, 2), 5, 0, null);
    }
}
