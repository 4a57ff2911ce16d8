using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Torch.Tests.Training;

/// <summary>Batches that are computed in parts, by several threads.</summary>
public sealed class BatchPartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_same_seed_gives_the_same_bits_whatever_thread_ends_first(int parts)
    {
        var recipe = new TrainingRecipe { LearningRate = 0.05, BatchSize = 64, CropPadding = 2, Cutout = 3, Mixup = 0.2 };
        var first = await Estimate(SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8, 16), recipe, 3, parts);
        for (var i = 0; i < 3; i++)
        {
            var again = await Estimate(SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8, 16), recipe, 3, parts);
            again.Artifacts[0].Sha256.ShouldBe(first.Artifacts[0].Sha256);
            again.Curve.ShouldBe(first.Curve);
        }
    }

    [Fact]
    public async Task Without_batch_statistics_parts_compute_what_the_whole_batch_does()
    {
        var (data, network) = (SyntheticData.Plane(), Networks.Mlp(2, 1, 16));
        var whole = await Estimate(data, network, new TrainingRecipe { LearningRate = 0.01, BatchSize = 64 }, 3, 1);
        var parts = await Estimate(data, network, new TrainingRecipe { LearningRate = 0.01, BatchSize = 64 }, 3, 2);
        parts.Curve.Select(point => Math.Round(point.TrainLoss, 4)).ShouldBe(whole.Curve.Select(point => Math.Round(point.TrainLoss, 4)));
        parts.Metrics["rmse"]!.Value.ShouldBe(whole.Metrics["rmse"]!.Value, 1e-4);
    }

    [Fact]
    public async Task A_network_with_batch_statistics_learns_too()
    {
        var recipe = new TrainingRecipe { LearningRate = 0.05, BatchSize = 64 };
        (await Estimate(SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8, 16), recipe, 10, 2)).Metrics["accuracy"]!.Value.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public async Task More_parts_than_samples_are_as_many_as_there_are() =>
        (await Estimate(SyntheticData.Bars(train: 24, validation: 40), Networks.Cnn(1, 12, 4, 8), new TrainingRecipe { LearningRate = 0.01, BatchSize = 2 }, 1, 8)).Curve.ShouldHaveSingleItem();

    [Fact]
    public async Task What_diverges_in_a_part_fails_as_in_the_whole()
    {
        var recipe = new TrainingRecipe { LearningRate = 1e12, BatchSize = 64, WarmUp = 0, GradientClip = 0 };
        (await Should.ThrowAsync<EstimationFailedException>(() => Estimate(SyntheticData.Plane(), Networks.Mlp(2, 1, 16), recipe, 5, 2))).Reason.ShouldBeOneOf("nan", "diverged");
    }

    private Task<Evaluation> Estimate(PreparedData data, Architecture network, TrainingRecipe recipe, double epochs, int parts) =>
        new TrainEstimator(data, recipe, Metric.Of(data.Task)[0], Path.Combine(_folder.FullName, "artifacts"), "cpu", keepWeights: true)
            .EstimateAsync(new(network, Genotype.Empty, Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs).With(Fidelity.Parts, parts), 1, 0, null), null, TestContext.Current.CancellationToken).AsTask();
}
