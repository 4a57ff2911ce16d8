using Nascent.Architectures;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Spaces.HandDesigned;
using Nascent.Tasks;
using Nascent.Torch.Modules;
using Nascent.Torch.Sharing;
using Nascent.Torch.Starts;
using Nascent.Torch.Training;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Starts;

public sealed class StartWeightsTests : IDisposable
{
    private static readonly SearchSpace Space = SpaceCatalog.Create(TinyCnn.Name);
    private static readonly Signature Colour = Signature.Image(3, 16, 16, 4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nascent-starts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_network_begins_with_its_path_of_the_supernet_but_for_the_last_layer()
    {
        var genotypes = Genotypes(6);
        using var supernet = new Supernet(Space, Colour, new Seed(1));
        Grow(supernet, genotypes);
        var start = Saved(supernet);
        foreach (var genotype in genotypes)
        {
            using var path = supernet.Extract(genotype);
            using var module = new ArchitectureModule(Space.Resolve(genotype, Colour), TrainingDevice.Cpu);
            module.Initialise(new Seed(2));
            var random = module.GetWeights().ToDictionary(weight => weight.Name);
            start.CopyTo(module).ShouldBeTrue();
            foreach (var (own, ofPath) in module.GetWeights().Zip(path.GetWeights()))
            {
                own.Name.ShouldBe(ofPath.Name);
                own.Values.ShouldBe(own.Name.StartsWith("classifier", StringComparison.Ordinal) ? random[own.Name].Values : ofPath.Values, own.Name);
            }
        }
    }

    [Fact]
    public void A_grey_image_gives_what_it_gave_in_colour()
    {
        var genotype = Genotypes(1)[0];
        using var supernet = new Supernet(Space, Colour, new Seed(1));
        Grow(supernet, [genotype]);
        var start = Saved(supernet);
        var (colour, grey) = (Feature(Colour, 3), Feature(Signature.Image(1, 16, 16, 4), 1));
        (colour - grey).abs().max().item<float>().ShouldBeLessThan(1e-4f);
        colour.abs().max().item<float>().ShouldBeGreaterThan(0.01f);

        Tensor Feature(Signature signature, int channels)
        {
            using var module = new ArchitectureModule(Space.Resolve(genotype, signature), TrainingDevice.Cpu);
            module.Initialise(new Seed(3)); // the same last layer for both
            start.CopyTo(module).ShouldBeTrue();
            using var image = ones([1, 1, 16, 16]) * arange(16, dtype: ScalarType.Float32) / 16f;
            return module.Infer([image.expand(1, channels, 16, 16).contiguous()]);
        }
    }

    [Fact]
    public void Another_network_is_not_covered_and_stays_as_it_is()
    {
        var start = StartWeights.Named(StartWeights.Cifar10);
        foreach (var network in new[] { LeNet5.Build(Colour), SpaceCatalog.Create(Mobile.Name).Resolve(SpaceCatalog.Create(Mobile.Name).Genotypes.SampleByDecision(new Seed(1)), Colour), Space.Resolve(Genotypes(1)[0], Signature.Image(4, 16, 16, 4)) })
        {
            start.Covers(network).ShouldBeFalse();
            using var module = new ArchitectureModule(network, TrainingDevice.Cpu);
            module.Initialise(new Seed(2));
            var before = module.GetWeights();
            start.CopyTo(module).ShouldBeFalse();
            foreach (var (was, now) in before.Zip(module.GetWeights()))
                now.Values.ShouldBe(was.Values);
        }
    }

    [Fact]
    public void The_start_that_ships_covers_the_networks_of_its_space()
    {
        var start = StartWeights.Named(StartWeights.Cifar10);
        foreach (var genotype in Genotypes(50))
            foreach (var channels in new[] { 1, 3 })
                start.Covers(Space.Resolve(genotype, Signature.Image(channels, 24, 40, 7))).ShouldBeTrue($"{genotype}, {channels} channels");
    }

    [Fact]
    public void A_training_begins_with_the_start_of_its_recipe_and_is_another_for_it()
    {
        var data = SyntheticData.Bars();
        var recipe = RecipeDefaults.For(data);
        var network = Space.Resolve(Genotypes(1)[0], data.Signature);
        var request = new EvaluationRequest(network, Genotype.Empty, Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, 1), 1, 0, null);
        var (random, started, again) = (Estimator(null), Estimator(StartWeights.Cifar10), Estimator(StartWeights.Cifar10));
        started.KeyOf(request).ShouldNotBe(random.KeyOf(request));
        LossOf(started).ShouldBe(LossOf(again));
        LossOf(started).ShouldNotBe(LossOf(random));
        Should.Throw<NascentException>(() => Estimator("imagenet")).Message.ShouldContain("'imagenet'");

        TrainEstimator Estimator(string? start) => new(data, recipe with { Start = start }, Metric.Accuracy, _folder.FullName, "cpu");
        double LossOf(TrainEstimator estimator) => estimator.EstimateAsync(request, null, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult().Curve[0].TrainLoss;
    }

    [Fact]
    public void A_file_that_is_of_no_supernet_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "other.safetensors");
        WeightFile.Write(path, [new("stem.conv.weight", [2, 2], [1, 2, 3, 4])]);
        Should.Throw<NascentException>(() => StartWeights.Read(path)).Message.ShouldContain("weight 'stem.conv.weight': found shape 2×2, expected outputs × kernel × kernel × inputs");
    }

    private static Genotype[] Genotypes(int count) => [.. Enumerable.Range(0, count).Select(draw => Space.Genotypes.SampleByDecision(new Seed(5).Derive(draw)))];

    private static void Grow(Supernet supernet, IEnumerable<Genotype> genotypes)
    {
        using var image = ones([2, 3, 16, 16]);
        foreach (var genotype in genotypes)
            supernet.Forward([image], genotype, training: true).Dispose();
    }

    private StartWeights Saved(Supernet supernet)
    {
        var path = Path.Combine(_folder.FullName, "start.safetensors");
        supernet.Save(path);
        return StartWeights.Read(path);
    }
}
