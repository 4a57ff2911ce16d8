using Nascent.Architectures.Operators;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Gradients;
using static Nascent.Spaces.SpaceSyntax;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Sharing.Gradients;

public sealed class GdasTests
{
    [Theory]
    [InlineData(TinyCnn.Name)]
    [InlineData(NasBench201.Name)]
    public void A_network_with_open_gates_is_the_network_and_gradients_by_gates_are_those_of_autograd(string name)
    {
        using var scope = NewDisposeScope();
        var space = name == NasBench201.Name ? NasBench201.Create(16, 1) : SpaceCatalog.Create(name);
        var data = SyntheticData.Bars(64, 16, side: 16, channels: 3);
        var genotype = Enumerable.Range(0, 100).Select(i => space.Genotypes.Sample(new Seed(4).Derive(i))).First(genotype => name != NasBench201.Name || !genotype.ToString().Contains("none", StringComparison.Ordinal));
        using var supernet = new Supernet(space, data.Signature, new Seed(1));
        var (inputs, byOutput) = (ChannelsLast.Dense(Noise.Of(16, 3, 16, 16)), Noise.Of(16, 4));
        var gated = supernet.Load(genotype, gated: true);
        gated.Gates.ShouldNotBeEmpty();

        Tensor[] gates = [.. gated.Gates.Select(_ => ones(1).requires_grad_())];
        var recorded = gated.Module.Forward([inputs, .. gates], training: true);
        recorded.backward([byOutput]);
        var output = zeros(1);
        using (no_grad())
            gated.Module.ForwardAndBackward([inputs, .. gates], default, values =>
            {
                output = values.clone();
                return byOutput;
            }, byWeights: false);
        (output - recorded).abs().max().item<float>().ShouldBeLessThan(1e-4f);
        for (var i = 0; i < gates.Length; i++)
        {
            var expected = gates[i].grad?.item<float>() ?? 0;
            (gated.Module.GradientByInput(i + 1)?.item<float>() ?? 0).ShouldBe(expected, 0.05f + (0.1f * Math.Abs(expected)), $"{gated.Gates[i]}");
        }

        var plain = zeros(1);
        using (no_grad())
            supernet.Load(genotype).Module.ForwardAndBackward([inputs], default, values =>
            {
                plain = values.clone();
                return null;
            });
        (output - plain).abs().max().item<float>().ShouldBeLessThan(1e-4f);
    }

    [Fact]
    public void It_finds_the_operator_that_sees_what_the_classes_differ_by()
    {
        // Bars of one pixel are told apart by their number, which the mean of a convolution sees and pure pooling to nothing does not.
        var space = SearchSpace.Image("choice", net => net
            .Conv("stem", channels: 8, kernel: 3)
            .OneOf("op", ("zero", Zero), ("conv", Chain(Conv(channels: 16, kernel: 3), Pool(PoolKind.Max, kernel: 2, stride: 2))))
            .GlobalPool().Classifier());
        var data = SyntheticData.Bars();
        Genotype Found(Seed seed)
        {
            using var supernet = new Supernet(space, data.Signature, new Seed(1));
            using var search = new Gdas(supernet, data, new TrainingRecipe { BatchSize = 32, LearningRate = 0.05 }, new GdasSettings { Epochs = 30, LearningRate = 0.02 }, seed);
            while (search.StepsDone < search.TotalSteps)
                search.Step();
            search.ProbabilitiesOf(space.Genotypes.Decisions[0]).Sum().ShouldBe(1, 1e-9);
            search.Entropy(space.Genotypes.Decisions).ShouldBeLessThan(0.9);
            return search.Best;
        }

        Found(new Seed(2)).ToString().ShouldBe("op=conv");
        Found(new Seed(3)).ToString().ShouldBe("op=conv");
    }
}
