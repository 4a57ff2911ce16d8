using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Training;
using TorchSharp;

namespace Nascent.Torch.Tests.Training;

public sealed class TrainEstimatorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_network_learns_to_count_bars()
    {
        var result = await Estimate(SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8, 16), epochs: 10);
        result.Metrics["accuracy"]!.Value.ShouldBeGreaterThan(0.95);
        result.Curve.Length.ShouldBe(10);
        result.Cost.Samples.ShouldBe(10 * 512);
        result.Cost.PeakResidentBytes.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_last_epoch_of_a_whole_training_counts_and_the_best_of_one_that_ends_before_its_horizon()
    {
        var (data, recipe, network) = (SyntheticData.Bars(train: 24, validation: 400), new TrainingRecipe { LearningRate = 0.3, BatchSize = 8, WarmUp = 0 }, Networks.Cnn(1, 12, 4, 8));
        var (wholeDiffer, partDiffer) = (0, 0);
        for (ulong seed = 1; seed <= 6; seed++)
        {
            var whole = await Estimate(data, network, epochs: 12, recipe: recipe, seed: seed);
            whole.Metrics["accuracy"].ShouldBe(whole.Curve[^1].Validation);
            var request = Request(network, 6, seed);
            var part = await Estimator(data, recipe, false).EstimateAsync(request with { Fidelity = request.Fidelity.With(Fidelity.Horizon, 12) }, null, TestContext.Current.CancellationToken);
            part.Metrics["accuracy"].ShouldBe(part.Curve.Max(point => point.Validation));
            wholeDiffer += whole.Curve.Max(point => point.Validation) > whole.Curve[^1].Validation ? 1 : 0;
            partDiffer += part.Curve.Max(point => point.Validation) > part.Curve[^1].Validation ? 1 : 0;
        }

        wholeDiffer.ShouldBeGreaterThan(0, "else this shows nothing");
        partDiffer.ShouldBeGreaterThan(0, "else this shows nothing");
    }

    [Fact]
    public async Task A_network_learns_a_plane()
    {
        var recipe = RecipeDefaults.For(SyntheticData.Plane());
        var result = await Estimate(SyntheticData.Plane(), Networks.Mlp(2, 1, 16), epochs: 30, recipe: recipe);
        result.Metrics["r2"]!.Value.ShouldBeGreaterThan(0.98);
        result.Metrics["rmse"]!.Value.ShouldBeLessThan(0.5);
    }

    [Theory]
    [InlineData(OptimiserKind.Sgd)]
    [InlineData(OptimiserKind.AdamW)]
    public async Task The_same_seed_gives_the_same_bits(OptimiserKind optimiser)
    {
        var recipe = new TrainingRecipe
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
        var first = await Estimate(SyntheticData.Bars(), WithDropout(), 2, recipe, keepWeights: true);
        var second = await Estimate(SyntheticData.Bars(), WithDropout(), 2, recipe, keepWeights: true);
        var other = await Estimate(SyntheticData.Bars(), WithDropout(), 2, recipe, keepWeights: true, seed: 2);
        second.Artifacts[0].Sha256.ShouldBe(first.Artifacts[0].Sha256);
        second.Metrics.ShouldBe(first.Metrics);
        other.Artifacts[0].Sha256.ShouldNotBe(first.Artifacts[0].Sha256);
    }

    [Theory]
    [InlineData("ensemble")]
    [InlineData("periodic")]
    public async Task Ensembles_within_a_network_and_periodic_functions_learn(string kind)
    {
        var space = SearchSpace.Table(kind, net => (kind == "ensemble" ? net.Ensemble(members: 4) : net.PeriodicEmbedding(size: 4)).Norm(Normalisation.None).Linear(features: 16).Classifier());
        var network = space.Resolve(space.Genotypes.Sample(new(1)), Signature.Features(2, 1));
        var result = await Estimate(SyntheticData.Plane(), network, 30, new TrainingRecipe { Optimiser = OptimiserKind.AdamW, LearningRate = 0.01, BatchSize = 32 });
        result.Metrics["rmse"]!.Value.ShouldBeLessThan(0.5); // the deviation of the target is 3.6
    }

    [Fact]
    public async Task A_busy_machine_changes_no_bit()
    {
        var idle = await Estimate(SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8, 16), 2, keepWeights: true);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var x = 0.0;
            while (!stop.IsCancellationRequested)
                x += Math.Sqrt(x + 1);
            return x;
        })).ToArray();
        var busy = await Task.Run(() => Estimate(SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8, 16), 2, keepWeights: true).AsTask());
        await stop.CancelAsync();
        await Task.WhenAll(load);
        busy.Artifacts[0].Sha256.ShouldBe(idle.Artifacts[0].Sha256);
    }

    [Fact]
    public async Task A_training_computes_with_as_many_threads_as_were_asked_for()
    {
        var before = torch.get_num_threads();
        var estimator = new TrainEstimator(SyntheticData.Bars(), new TrainingRecipe { BatchSize = 64 }, Metric.Accuracy, Path.Combine(_folder.FullName, "artifacts"), "cpu", threads: 2);
        var seen = 0;
        await estimator.EstimateAsync(Request(Networks.Cnn(1, 12, 4, 8), 1), new Told(() => seen = torch.get_num_threads()), TestContext.Current.CancellationToken);
        torch.set_num_threads(before);
        seen.ShouldBe(2);
    }

    [Fact]
    public async Task A_learning_rate_far_too_high_fails_the_trial_with_a_reason()
    {
        var recipe = new TrainingRecipe { LearningRate = 1e12, WarmUp = 0, GradientClip = 0 };
        var failure = await Should.ThrowAsync<EstimationFailedException>(async () => await Estimate(SyntheticData.Bars(), Networks.WithoutNorm(), 3, recipe));
        failure.Reason.ShouldBeOneOf("nan", "diverged");
        failure.Message.ShouldContain("loss", Case.Insensitive);
    }

    [Fact]
    public async Task Cancelling_stops_between_steps()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await Estimate(SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8), 1, cancel: source.Token));
    }

    [Fact]
    public async Task Kept_weights_predict_what_was_scored_and_are_a_checkpoint_to_go_on_from()
    {
        var (data, network) = (SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8, 16));
        var result = await Estimate(data, network, 3, keepWeights: true);
        var weights = WeightFile.Read(Path.Combine(_folder.FullName, result.Artifacts[0].Path));
        var outputs = TorchPredictor.Predict(network, weights, data.Validation, data.Preprocessing, data.Task, TestContext.Current.CancellationToken);
        var labels = ((SampleTargets.Labels)data.Validation.Targets).Indices;
        var right = labels.Where((label, i) => outputs.AsSpan(i * 4, 4).IndexOf(outputs.AsSpan(i * 4, 4).ToArray().Max()) == label).Count();
        ((double)right / labels.Length).ShouldBe(result.Metrics["accuracy"]!.Value, 1e-12);
        var slow = new TrainingRecipe { LearningRate = 1e-6 };
        var more = await Estimate(data, network, 1, slow, checkpoint: result.Artifacts[0]);
        more.Metrics["accuracy"]!.Value.ShouldBeGreaterThan(result.Metrics["accuracy"]!.Value - 0.05);
    }

    [Theory]
    [InlineData(true, null, 1)]
    [InlineData(true, 0.0, 0)]
    [InlineData(false, null, 0)]
    [InlineData(false, 1.0, 1)]
    public async Task The_fidelity_decides_whether_weights_are_kept_and_else_the_constructor(bool byConstructor, double? byFidelity, int artifacts)
    {
        var request = Request(Networks.Cnn(1, 12, 4, 8), 0.1);
        if (byFidelity is { } keep)
            request = request with { Fidelity = request.Fidelity.With(TrainEstimator.KeepWeights, keep) };
        var result = await Estimator(SyntheticData.Bars(), new TrainingRecipe { BatchSize = 16 }, byConstructor).EstimateAsync(request, null, TestContext.Current.CancellationToken);
        result.Artifacts.Length.ShouldBe(artifacts);
    }

    [Theory]
    [InlineData(Fidelity.Width)]
    [InlineData(Fidelity.Resolution)]
    public async Task A_share_of_an_axis_trains_a_small_copy_in_the_networks_place(string axis)
    {
        var (data, network) = (SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8, 16));
        var (full, small) = (Request(network, 2), Request(network, 2) with { Fidelity = Request(network, 2).Fidelity.With(axis, 0.5) });
        var estimator = Estimator(data, new TrainingRecipe { BatchSize = 32 }, keepWeights: true);
        estimator.KeyOf(small).ShouldNotBe(estimator.KeyOf(full));
        var result = await estimator.EstimateAsync(small, null, TestContext.Current.CancellationToken);
        var weights = WeightFile.Read(Path.Combine(_folder.FullName, result.Artifacts[0].Path));
        weights.Select(weight => (weight.Name, weight.Values.Length)).ShouldBe(SmallCopy.Of(network, small.Fidelity).Weights.Select(slot => (slot.Name, (int)slot.Count)));
        // The copy that is given is trained to the same bits as the one that is made.
        var copy = await estimator.EstimateAsync(Request(SmallCopy.Of(network, small.Fidelity), 2), null, TestContext.Current.CancellationToken);
        copy.Metrics.ShouldBe(result.Metrics);
        (await estimator.EstimateAsync(full, null, TestContext.Current.CancellationToken)).Curve.SequenceEqual(result.Curve).ShouldBeFalse();
    }

    [Fact]
    public async Task An_axis_outside_its_range_is_refused()
    {
        var request = Request(Networks.Cnn(1, 12, 4, 8), 1);
        var error = await Should.ThrowAsync<NascentException>(async () => await Estimator(SyntheticData.Bars(), new TrainingRecipe(), keepWeights: false)
            .EstimateAsync(request with { Fidelity = request.Fidelity.With(Fidelity.Width, 2) }, null, TestContext.Current.CancellationToken));
        error.Message.ShouldBe("Fidelity axis 'width': found 2, expected a share in the range (0, 1].");
    }

    [Fact]
    public async Task Unused_training_samples_are_scored_in_place_of_the_validation_part_where_the_fidelity_asks_for_them()
    {
        var (data, network) = (SyntheticData.Bars(), Networks.Cnn(1, 12, 4, 8, 16));
        var fidelity = Fidelity.Of("train").With(Fidelity.Epochs, 2).With(Fidelity.DataShare, 0.25);
        var estimator = Estimator(data, new TrainingRecipe { BatchSize = 32 }, keepWeights: true);
        var result = await estimator.EstimateAsync(Request(network, 1) with { Fidelity = fidelity.With(Fidelity.HeldOut, 200) }, null, TestContext.Current.CancellationToken);
        var weights = WeightFile.Read(Path.Combine(_folder.FullName, result.Artifacts[0].Path));
        var heldOut = TrainingSubset.Unused(data.Train.Targets, 0.25, 200);
        heldOut.Length.ShouldBe(200);
        result.Metrics["accuracy"]!.Value.ShouldBe(RightOf(data.Train, heldOut) / 200.0, 1e-12);
        result.Curve[^1].Validation.ShouldBe(result.Metrics["accuracy"]!.Value, 1e-12, "after each epoch the same samples are scored, where they are few");

        int RightOf(Samples samples, int[] among)
        {
            var outputs = TorchPredictor.Predict(network, weights, samples, data.Preprocessing, data.Task, TestContext.Current.CancellationToken);
            var labels = ((SampleTargets.Labels)samples.Targets).Indices;
            return among.Count(i => outputs.AsSpan(i * 4, 4).IndexOf(outputs.AsSpan(i * 4, 4).ToArray().Max()) == labels[i]);
        }
    }

    [Fact]
    public void The_key_tells_fidelity_recipe_replicate_and_network_apart_but_not_whether_weights_are_kept()
    {
        var estimator = Estimator(SyntheticData.Bars(), new TrainingRecipe());
        var network = Networks.Cnn(1, 12, 4, 8);
        var request = Request(network, 1);
        var key = estimator.KeyOf(request);
        estimator.KeyOf(Request(Networks.Cnn(1, 12, 4, 8), 1, seed: 9)).ShouldBe(key);
        estimator.KeyOf(request with { Fidelity = request.Fidelity.With(TrainEstimator.KeepWeights, 1) }).ShouldBe(key);
        estimator.KeyOf(Request(network, 2)).ShouldNotBe(key);
        estimator.KeyOf(request with { Replicate = 1 }).ShouldNotBe(key);
        estimator.KeyOf(Request(Networks.Cnn(1, 12, 4, 9), 1)).ShouldNotBe(key);
        Estimator(SyntheticData.Bars(), new TrainingRecipe { Flip = true }).KeyOf(request).ShouldNotBe(key);
    }

    [Fact]
    public void The_key_tells_horizons_and_first_weights_apart_but_not_whether_a_training_was_paused()
    {
        var estimator = Estimator(SyntheticData.Bars(), new TrainingRecipe());
        var request = Request(Networks.Cnn(1, 12, 4, 8), 1);
        var key = estimator.KeyOf(request);
        estimator.KeyOf(request with { Fidelity = request.Fidelity.With(Fidelity.Horizon, 3) }).ShouldNotBe(key);
        estimator.KeyOf(request with { Fidelity = request.Fidelity.With(Fidelity.Horizon, 1) }).ShouldBe(key, "it is the horizon that it has anyway");
        estimator.KeyOf(request with { Checkpoint = new(ArtifactRef.Weights, "w", "ab") }).ShouldNotBe(key);
        estimator.KeyOf(request with { Checkpoint = new(ArtifactRef.Checkpoint, "c", "ab") }).ShouldBe(key);
    }

    [Fact]
    public async Task A_horizon_before_the_end_is_refused()
    {
        var request = Request(Networks.Cnn(1, 12, 4, 8), 2);
        var failure = await Should.ThrowAsync<NascentException>(async () => await Estimator(SyntheticData.Bars(), new TrainingRecipe())
            .EstimateAsync(request with { Fidelity = request.Fidelity.With(Fidelity.Horizon, 1) }, null, TestContext.Current.CancellationToken));
        failure.Message.ShouldBe("Fidelity axis 'horizon': found 1, expected at least the 2 epochs that are trained.");
    }

    [Theory]
    [InlineData("gpu", "Device: found 'gpu', expected cpu, cuda, or cuda:N")]
    [InlineData("cuda:x", "Device: found 'cuda:x', expected cpu, cuda, or cuda:N")]
    [InlineData("cuda:-1", "Device: found 'cuda:-1', expected cpu, cuda, or cuda:N")]
    public void An_unknown_device_is_named(string device, string message) =>
        Should.Throw<NascentException>(() => TrainingDevice.Parse(device)).Message.ShouldStartWith(message);

    [Fact]
    public void A_device_is_read_from_text()
    {
        TrainingDevice.Parse("cpu").ToString().ShouldBe("cpu");
        TrainingDevice.Parse("cuda").ToString().ShouldBe("cuda:0");
        TrainingDevice.Parse("cuda:3").Index.ShouldBe(3);
    }

    private sealed class Told(Action report) : IProgress<Evaluation>
    {
        public void Report(Evaluation value) => report();
    }

    private static Architecture WithDropout()
    {
        var net = new ArchitectureBuilder("dropout");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(1, 12, 12)));
        x = Networks.ConvNormAct(net, "stem", x, Networks.Conv(8));
        x = net.Add(new("drop"), new Operator.Dropout(0.2), x);
        return Networks.Finish(net, x, 4);
    }

    private ValueTask<Evaluation> Estimate(
        PreparedData data, Architecture network, double epochs, TrainingRecipe? recipe = null, bool keepWeights = false, ulong seed = 1, ArtifactRef? checkpoint = null, CancellationToken? cancel = null) =>
        Estimator(data, recipe ?? new TrainingRecipe { LearningRate = 0.05, BatchSize = 64 }, keepWeights)
            .EstimateAsync(Request(network, epochs, seed) with { Checkpoint = checkpoint }, null, cancel ?? TestContext.Current.CancellationToken);

    private TrainEstimator Estimator(PreparedData data, TrainingRecipe recipe, bool keepWeights = false) =>
        new(data, recipe, Metric.Accuracy, Path.Combine(_folder.FullName, "artifacts"), "cpu", keepWeights);

    private static EvaluationRequest Request(Architecture network, double epochs, ulong seed = 1) =>
        new(network, Genotype.Empty, Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs), seed, 0, null);
}
