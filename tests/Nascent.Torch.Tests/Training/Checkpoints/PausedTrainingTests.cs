using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Torch.Training;
using TorchSharp;

namespace Nascent.Torch.Tests.Training.Checkpoints;

/// <summary>Trainings that are paused and go on, held against the same trainings without a pause: weights, scores and curve, bit for bit.</summary>
public sealed class PausedTrainingTests : IDisposable
{
    private const double Epochs = 3; // of 8 steps
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly PreparedData _data = SyntheticData.Bars();

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<OptimiserKind, double[]> Pauses()
    {
        var rows = new TheoryData<OptimiserKind, double[]>();
        foreach (var optimiser in new[] { OptimiserKind.Sgd, OptimiserKind.AdamW })
            foreach (var pauses in new double[][] { [1], [2], [0.25], [1.5], [0.125, 2.875], [1, 2], [0.5, 0.625, 1, 1.75, 2.5] })
                rows.Add(optimiser, pauses);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Pauses))]
    public async Task A_paused_training_ends_as_one_without_a_pause(OptimiserKind optimiser, double[] pauses)
    {
        var whole = await Whole(WithDropout(), Recipe(optimiser));
        var paused = await Paused(WithDropout(), Recipe(optimiser), pauses);
        ShouldBeEqual(paused, whole);
        paused.Note.ShouldBeNull();
        paused.Artifacts.ShouldHaveSingleItem("what is at the end of its schedule has no checkpoint");
        paused.Cost.Samples.ShouldBe((long)((Epochs - pauses[^1]) * 512), "only what was left is trained");
    }

    [Fact]
    public async Task The_best_epoch_is_remembered_over_a_pause()
    {
        // The part of an epoch before the pause is scored for the paused trial alone, and must not become the best of the whole.
        var (network, recipe) = (Networks.Cnn(1, 12, 4, 8, 16), new TrainingRecipe { LearningRate = 0.05, BatchSize = 64 });
        var whole = await Whole(network, recipe, 8);
        whole.Curve.ToList().FindIndex(point => point.Validation == whole.Metrics["accuracy"]).ShouldBeLessThan(7, "the best epoch is before the pauses");
        ShouldBeEqual(await Paused(network, recipe, [7, 7.5], 8), whole);
    }

    [Fact]
    public async Task A_training_of_a_table_goes_on_too()
    {
        var recipe = RecipeDefaults.For(SyntheticData.Plane());
        var whole = await Estimate(SyntheticData.Plane(), Networks.Mlp(2, 1, 16), recipe, Epochs);
        var paused = await Estimate(SyntheticData.Plane(), Networks.Mlp(2, 1, 16), recipe, 1.3, horizon: Epochs);
        ShouldBeEqual(await Estimate(SyntheticData.Plane(), Networks.Mlp(2, 1, 16), recipe, Epochs, checkpoint: CheckpointOf(paused)), whole);
    }

    [Fact]
    public async Task A_pause_of_no_step_changes_nothing()
    {
        // Two rungs whose epochs round to as many steps: the second is scored where the first one was.
        var first = await Estimate(_data, WithDropout(), Recipe(OptimiserKind.Sgd), 0.25, horizon: Epochs);
        var second = await Estimate(_data, WithDropout(), Recipe(OptimiserKind.Sgd), 0.26, horizon: Epochs, checkpoint: CheckpointOf(first));
        second.Metrics.ShouldBe(first.Metrics);
        second.Curve.ShouldBe(first.Curve);
        second.Cost.Samples.ShouldBe(0);
        CheckpointOf(second).Sha256.ShouldBe(CheckpointOf(first).Sha256);
    }

    [Fact]
    public async Task The_same_pause_leaves_the_same_file()
    {
        var first = await Estimate(_data, WithDropout(), Recipe(OptimiserKind.AdamW), 0.5, horizon: Epochs);
        var second = await Estimate(_data, WithDropout(), Recipe(OptimiserKind.AdamW), 0.5, horizon: Epochs);
        CheckpointOf(second).ShouldBe(CheckpointOf(first));
        var seed = await Estimate(_data, WithDropout(), Recipe(OptimiserKind.AdamW), 0.5, horizon: Epochs, seed: 2);
        CheckpointOf(seed).Path.ShouldNotBe(CheckpointOf(first).Path);
    }

    [Fact]
    public async Task A_horizon_makes_a_training_the_beginning_of_a_longer_one()
    {
        var whole = await Whole(WithDropout(), Recipe(OptimiserKind.Sgd));
        var beginning = await Estimate(_data, WithDropout(), Recipe(OptimiserKind.Sgd), 2, horizon: Epochs);
        beginning.Curve.ShouldBe(whole.Curve[..2]);
        var alone = await Estimate(_data, WithDropout(), Recipe(OptimiserKind.Sgd), 2);
        alone.Curve[1].ShouldNotBe(whole.Curve[1], "its learning rate falls to zero within its own epochs");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_training_that_was_broken_off_goes_on_from_its_last_checkpoint(int brokenAfter)
    {
        var whole = await Whole(WithDropout(), Recipe(OptimiserKind.Sgd));
        using var source = new CancellationTokenSource();
        var told = new Told(reports =>
        {
            if (reports == brokenAfter)
                source.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(async () => await Estimator(_data, Recipe(OptimiserKind.Sgd), TimeSpan.Zero)
            .EstimateAsync(Request(WithDropout(), Epochs), told, source.Token));
        var after = new Told(_ => { });
        var result = await Estimator(_data, Recipe(OptimiserKind.Sgd), TimeSpan.Zero).EstimateAsync(Request(WithDropout(), Epochs), after, TestContext.Current.CancellationToken);
        ShouldBeEqual(result, whole);
        after.Reports.ShouldBe(3 - brokenAfter);
        result.Cost.Samples.ShouldBe(3 * 512, "what the part before cost is not forgotten");
        result.Note.ShouldBeNull();
    }

    private static void ShouldBeEqual(Evaluation found, Evaluation expected)
    {
        found.Artifacts.Single(artifact => artifact.Kind == ArtifactRef.Weights).Sha256.ShouldBe(expected.Artifacts.Single(artifact => artifact.Kind == ArtifactRef.Weights).Sha256);
        found.Metrics.ShouldBe(expected.Metrics);
        found.Curve.ShouldBe(expected.Curve);
    }

    private static ArtifactRef CheckpointOf(Evaluation evaluation) => evaluation.Artifacts.Single(artifact => artifact.Kind == ArtifactRef.Checkpoint);

    private ValueTask<Evaluation> Whole(Architecture network, TrainingRecipe recipe, double epochs = Epochs) => Estimate(_data, network, recipe, epochs);

    private async Task<Evaluation> Paused(Architecture network, TrainingRecipe recipe, double[] pauses, double epochs = Epochs)
    {
        ArtifactRef? checkpoint = null;
        foreach (var pause in pauses)
        {
            checkpoint = CheckpointOf(await Estimate(_data, network, recipe, pause, epochs, checkpoint));
            torch.manual_seed((long)(1000 * pause)); // no random state but the keys: what libtorch's own generator would give is of no concern
        }

        return await Estimate(_data, network, recipe, epochs, checkpoint: checkpoint);
    }

    private async ValueTask<Evaluation> Estimate(
        PreparedData data, Architecture network, TrainingRecipe recipe, double epochs, double? horizon = null, ArtifactRef? checkpoint = null, ulong seed = 1)
    {
        var request = Request(network, epochs) with { Checkpoint = checkpoint, Seed = seed };
        if (horizon is { } steps)
            request = request with { Fidelity = request.Fidelity.With(Fidelity.Horizon, steps) };
        return await Estimator(data, recipe).EstimateAsync(request, null, TestContext.Current.CancellationToken);
    }

    private TrainEstimator Estimator(PreparedData data, TrainingRecipe recipe, TimeSpan? every = null) =>
        new(data, recipe, Metric.Accuracy, Path.Combine(_folder.FullName, "artifacts"), "cpu", keepWeights: true) { CheckpointEvery = every };

    private static EvaluationRequest Request(Architecture network, double epochs) =>
        new(network, Genotype.Empty, Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs), 1, 0, null);

    private static TrainingRecipe Recipe(OptimiserKind optimiser) => new()
    {
        Optimiser = optimiser,
        LearningRate = 0.01,
        BatchSize = 64,
        CropPadding = 2,
        Flip = true,
        Cutout = 3,
        Mixup = 0.2,
        LabelSmoothing = 0.1,
        ClassWeights = true,
    };

    private static Architecture WithDropout()
    {
        var net = new ArchitectureBuilder("dropout");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(1, 12, 12)));
        x = Networks.ConvNormAct(net, "stem", x, Networks.Conv(16));
        x = net.Add(new("drop"), new Operator.Dropout(0.2), x);
        x = Networks.ConvNormAct(net, "next", x, Networks.Conv(16));
        return Networks.Finish(net, x, 4);
    }

    private sealed class Told(Action<int> report) : IProgress<Evaluation>
    {
        public int Reports { get; private set; }

        public void Report(Evaluation value) => report(++Reports);
    }
}
