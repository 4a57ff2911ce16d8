using Nascent.Architectures;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Elastic;
using Nascent.Torch.Training;
using static Nascent.Spaces.SpaceSyntax;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Sharing;

public sealed class SupernetTests
{
    private const int Batch = 8;

    [Theory]
    [InlineData(TinyCnn.Name)]
    [InlineData(Mobile.Name)]
    [InlineData(NasBench201.Name)]
    [InlineData(Mlp.Name)]
    [InlineData(Tabular.Name)]
    public void A_path_gives_what_its_network_gives_with_the_weights_moved_out(string name)
    {
        var space = SpaceCatalog.Create(name);
        PathsShouldBeTheirNetworks(space, space.Input == InputKind.Table ? Signature.Features(5, 3) : Signature.Image(3, 16, 16, 4));
    }

    [Fact]
    public void So_it_does_in_ensembles() =>
        PathsShouldBeTheirNetworks(SearchSpace.Table("ensembles", net => net.Ensemble(members: OneOf(1, 3)).Linear("one", features: OneOf(8, 16)).Linear("two").Classifier()), Signature.Features(5, 3));

    [Fact]
    public void So_it_does_in_spaces_that_are_written_at_random()
    {
        var (signature, tried) = (Signature.Image(3, 12, 12, 4), 0);
        for (var seed = 0UL; tried < 5; seed++)
            if (new RandomSpaces(seed).Next() is { } space && Passes(space, signature) && space.Genotypes.Size > 8)
            {
                PathsShouldBeTheirNetworks(space, signature);
                MixtureShouldLearn(space, signature);
                tried++;
            }
    }

    [Fact]
    public void Outputs_without_training_do_not_depend_on_earlier_passes()
    {
        var space = SearchSpace.Image("plain", net => net.Conv("stem", channels: OneOf(4, 8), kernel: 3).GlobalPool().Classifier());
        using var supernet = new Supernet(space, Signature.Image(2, 8, 8, 3), new Seed(1));
        var genotype = space.Genotypes.Parse("stem.channels=8");
        using var inputs = full([Batch, 2, 8, 8], 3f);
        using var trained = supernet.Forward([inputs], genotype, training: true);
        using var outputs = supernet.Forward([inputs], genotype, training: false);
        using var alone = supernet.Extract(genotype);
        using var expected = alone.Infer([inputs]);
        (outputs - expected).abs().max().item<float>().ShouldBeLessThan(1e-5f);
    }

    [Fact]
    public void Narrow_and_wide_paths_share_the_first_channels_and_the_middle_of_kernels()
    {
        var space = SearchSpace.Image("slices", net => net.Conv("stem", channels: OneOf(4, 8), kernel: OneOf(3, 5)).GlobalPool().Classifier());
        using var supernet = new Supernet(space, Signature.Image(2, 8, 8, 3), new Seed(1));
        Dictionary<string, float[]> WeightsOf(int channels, int kernel)
        {
            return supernet.Load(space.Genotypes.Parse($"stem.channels={channels};stem.kernel={kernel}")).Module.GetWeights().ToDictionary(weight => weight.Name, weight => weight.Values);
        }

        var (small, large, again) = (WeightsOf(4, 3), WeightsOf(8, 5), WeightsOf(4, 3));
        again["stem.conv.weight"].ShouldBe(small["stem.conv.weight"], "growing changes nothing");
        for (var output = 0; output < 4; output++)
            for (var input = 0; input < 2; input++)
                for (var y = 0; y < 3; y++)
                    for (var x = 0; x < 3; x++)
                        small["stem.conv.weight"][(((((output * 2) + input) * 3) + y) * 3) + x].ShouldBe(large["stem.conv.weight"][(((((output * 2) + input) * 5) + y + 1) * 5) + x + 1]);
        for (var output = 0; output < 3; output++)
            small["classifier.linear.weight"].AsSpan(output * 4, 4).ToArray().ShouldBe(large["classifier.linear.weight"].AsSpan(output * 8, 4).ToArray());
    }

    [Fact]
    public void A_path_that_was_just_loaded_outlives_the_loading_of_its_other_parts()
    {
        var space = SpaceCatalog.Create(TinyCnn.Name);
        using var supernet = new Supernet(space, Signature.Image(2, 16, 16, 3), new Seed(1));
        var genotypes = Enumerable.Range(0, 32).Select(i => space.Genotypes.SampleByDecision(new Seed(5).Derive(i))).ToArray();
        foreach (var genotype in genotypes)
            supernet.Load(genotype);
        var first = supernet.Load(genotypes[0]).Module; // the one that was loaded longest ago
        supernet.Load(genotypes[0], part: 1);
        using var inputs = full([Batch, 2, 16, 16], 1f);
        using var outputs = first.Infer([inputs]);
        outputs.shape.ShouldBe([Batch, 3]);
    }

    [Fact]
    public void Paths_that_are_made_ready_side_by_side_are_those_that_are_loaded_one_by_one()
    {
        var (space, signature) = (SpaceCatalog.Create(ElasticMobile.LargeName), Signature.Image(1, 32, 32, 3));
        using var together = new Supernet(space, signature, new Seed(1), transforms: true);
        using var single = new Supernet(space, signature, new Seed(1), transforms: true);
        using var threads = new PartThreads(2);
        for (var step = 0; step < 12; step++) // more networks than are kept
        {
            Genotype[] paths = [ElasticSizes.Largest(space), .. Enumerable.Range(0, 3).Select(i => space.Genotypes.SampleByDecision(new Seed(5).Derive(step).Derive(i)))];
            var modules = together.Load([.. paths, paths[1]], threads);
            modules.ShouldAllBe(ofPart => ReferenceEquals(ofPart[4], ofPart[1]));
            var taken = new List<(ArchitectureModule, float)>();
            foreach (var (i, path) in paths.Index())
            {
                var expected = single.Load(path).Module;
                foreach (var module in modules.Select(ofPart => ofPart[i]))
                {
                    TensorMemory.Span(module.Weights.Values).SequenceEqual(TensorMemory.Span(expected.Weights.Values)).ShouldBeTrue(path.ToString());
                    TensorMemory.Span(module.Weights.Gradients).Fill(step + i);
                    TensorMemory.Span(expected.Weights.Gradients).Fill(step + i);
                    single.TakeGradients(expected, 0.5f);
                    taken.Add((module, 0.5f));
                }
            }

            together.TakeGradients(taken, threads);
        }

        together.Touched.Select(weight => weight.Name).Order().ShouldBe(single.Touched.Select(weight => weight.Name).Order());
        foreach (var weight in single.Touched)
            together.Weights[weight.Name].Gradients.SequenceEqual(weight.Gradients).ShouldBeTrue(weight.Name);
    }

    [Fact]
    public void Initial_values_do_not_depend_on_what_was_asked_for_before()
    {
        var space = SpaceCatalog.Create(TinyCnn.Name);
        var genotypes = Enumerable.Range(0, 4).Select(i => space.Genotypes.SampleByDecision(new Seed(5).Derive(i))).ToArray();
        float[] Weight(params Genotype[] order)
        {
            using var supernet = new Supernet(space, Signature.Image(1, 12, 12, 4), new Seed(1));
            foreach (var genotype in order)
                supernet.Load(genotype);
            return [.. supernet.Load(genotypes[0]).Module.GetWeights().Where(weight => weight.Name.StartsWith("stem.", StringComparison.Ordinal)).SelectMany(weight => weight.Values)];
        }

        // The same stem, whose deviation follows from the part that first asked; so its signs and its order do.
        Weight(genotypes[0], genotypes[1]).Select(Math.Sign).ShouldBe(Weight(genotypes[3], genotypes[2]).Select(Math.Sign));
    }

    [Fact]
    public void A_network_that_is_only_looked_at_changes_no_other()
    {
        var space = SearchSpace.Image("slices", net => net.Conv("stem", channels: OneOf(4, 6, 8), kernel: OneOf(3, 5)).GlobalPool().Classifier());
        float[] Looked(params string[] order)
        {
            using var supernet = new Supernet(space, Signature.Image(2, 8, 8, 3), new Seed(1));
            supernet.Load(space.Genotypes.Parse("stem.channels=4;stem.kernel=3"));
            foreach (var genotype in order)
                supernet.Load(space.Genotypes.Parse(genotype), grows: false);
            return [.. supernet.Load(space.Genotypes.Parse("stem.channels=6;stem.kernel=5"), grows: false).Module.GetWeights().SelectMany(weight => weight.Values)];
        }

        Looked("stem.channels=8;stem.kernel=3", "stem.channels=8;stem.kernel=5").ShouldBe(Looked());
    }

    [Fact]
    public void Gradients_of_a_path_are_those_of_its_network_and_add_up()
    {
        using var scope = NewDisposeScope();
        var space = SpaceCatalog.Create(TinyCnn.Name);
        var signature = Signature.Image(3, 12, 12, 4);
        using var supernet = new Supernet(space, signature, new Seed(1));
        var genotype = space.Genotypes.SampleByDecision(new Seed(9));
        supernet.Load(genotype);
        using var alone = supernet.Extract(genotype);
        var (inputs, byOutput) = (Inputs(signature.Inputs[0].Type.Shape), Noise.Of(Batch, 4));
        using (no_grad())
        {
            alone.ForwardAndBackward([inputs], default, _ => byOutput);
            for (var i = 0; i < 2; i++)
            {
                var module = supernet.Load(genotype).Module;
                module.ForwardAndBackward([inputs], default, _ => byOutput);
                supernet.TakeGradients(module, 0.5f);
            }
        }

        supernet.Touched.Select(weight => weight.Name).Order().ShouldBe(alone.Weights.Slots.Where(slot => slot.Trainable).Select(slot => slot.Name).Order());
        foreach (var weight in supernet.Touched)
        {
            var slot = alone.Weights.Slots.Single(slot => slot.Name == weight.Name);
            var expected = TensorMemory.Span(alone.Weights.Gradients).Slice(alone.Weights.OffsetOf(slot.Name), (int)slot.Count).ToArray();
            weight.Gradients.ToArray().ShouldBe(expected, 1e-6 + (1e-4 * expected.Max(Math.Abs)), slot.Name);
        }
    }

    [Fact]
    public void Statistics_are_those_of_the_batches_that_they_are_measured_on()
    {
        using var scope = NewDisposeScope();
        var data = SyntheticData.Bars();
        var space = SearchSpace.Image("one", net => net.Conv("stem", channels: OneOf(4, 8), kernel: 3).GlobalPool().Classifier());
        using var supernet = new Supernet(space, data.Signature, new Seed(1));
        var module = supernet.Load(space.Genotypes.Parse("stem.channels=8")).Module;
        var source = Torch.Training.BatchSource.Of(data.Train, data.Preprocessing, new TrainingRecipe());
        int[] samples = [.. Enumerable.Range(0, 128)];
        using (no_grad())
            Recalibration.Set(module, source, samples, 64);
        var found = module.GetWeights().ToDictionary(weight => weight.Name, weight => weight.Values);

        var (sum, squares) = (new double[8], new double[8]);
        foreach (var batch in samples.Chunk(64))
        {
            var input = ChannelsLast.Empty([64, 1, 12, 12], CPU);
            source.Fill(batch, TensorMemory.Span(input));
            var kernel = tensor(found["stem.conv.weight"]).reshape(8, 1, 3, 3);
            var convolved = nn.functional.conv2d(input, kernel, padding: [1, 1]);
            for (var c = 0; c < 8; c++)
            {
                sum[c] += convolved.select(1, c).mean().item<float>() / 2;
                squares[c] += convolved.select(1, c).var(unbiased: true).item<float>() / 2;
            }
        }

        for (var c = 0; c < 8; c++)
        {
            found["stem.norm.running_mean"][c].ShouldBe((float)sum[c], 1e-4f);
            found["stem.norm.running_var"][c].ShouldBe((float)squares[c], 1e-3f);
        }
    }

    private static void MixtureShouldLearn(SearchSpace space, Signature signature)
    {
        using var scope = NewDisposeScope();
        using var supernet = new Supernet(space, signature, new Seed(1));
        var mixture = supernet.LoadMixture(decision => decision.Options.Length - 1);
        var gates = mixture.Gates.Select(gate => full(1, 0.5)).ToArray();
        using (no_grad())
            mixture.Module.ForwardAndBackward([Inputs(signature.Inputs[0].Type.Shape), .. gates], default, output => ones_like(output));
        for (var i = 0; i < gates.Length; i++)
            float.IsFinite(mixture.Module.GradientByInput(i + 1)?.item<float>() ?? 0).ShouldBeTrue();
    }

    private static bool Passes(SearchSpace space, Signature signature)
    {
        try
        {
            space.Check(signature);
            return true;
        }
        catch (NascentException)
        {
            return false;
        }
    }

    private static Tensor Inputs(TensorShape shape) =>
        shape.IsImage ? ChannelsLast.Dense(Noise.Of(Batch, shape.Width, shape.Size(Axis.Height), shape.Size(Axis.Width))) : Noise.Of(Batch, shape.Width);

    private static void PathsShouldBeTheirNetworks(SearchSpace space, Signature signature)
    {
        using var supernet = new Supernet(space, signature, new Seed(1));
        for (var draw = 0; draw < 6; draw++)
        {
            using var scope = NewDisposeScope();
            var genotype = space.Genotypes.SampleByDecision(new Seed(2).Derive(draw));
            var inputs = Inputs(signature.Inputs[0].Type.Shape);
            using var alone = new ArchitectureModule(space.Resolve(genotype, signature), TrainingDevice.Cpu);
            using (var extracted = supernet.Extract(genotype))
                alone.SetWeights(extracted.GetWeights());
            using var noGradient = no_grad();
            (supernet.Forward([inputs], genotype, training: false) - alone.Forward([inputs], training: false)).abs().max().item<float>().ShouldBeLessThanOrEqualTo(1e-5f);
        }
    }
}
