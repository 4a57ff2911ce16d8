using Nascent.Architectures;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Modules;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Gradients;
using static Nascent.Spaces.SpaceSyntax;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Sharing.Gradients;

public sealed class MixtureSearchTests
{
    [Theory]
    [InlineData("|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|")]
    [InlineData("|skip_connect~0|+|none~0|nor_conv_3x3~1|+|none~0|nor_conv_1x1~1|avg_pool_3x3~2|")]
    public void A_mixture_with_the_gates_of_one_genotype_open_is_its_network(string cell)
    {
        using var scope = NewDisposeScope();
        var (space, signature, genotype) = (NasBench201.Create(16, 1), Tasks.Signature.Image(3, 16, 16, 4), NasBench201.Parse(cell));
        using var supernet = new Supernet(space, signature, new Seed(1));
        var inputs = ChannelsLast.Dense(Noise.Of(16, 3, 16, 16));
        var mixture = supernet.LoadMixture(decision => 0);
        mixture.Gates.Length.ShouldBe(30);
        Tensor[] gates = [.. mixture.Gates.Select(gate => full(1, genotype[gate.Decision] == gate.Option ? 1.0 : 0.0))];
        using var noGradient = no_grad();
        var mixed = OutputOf(mixture.Module, [inputs, .. gates]);
        var alone = OutputOf(supernet.Load(genotype).Module, [inputs]);
        (mixed - alone).abs().max().item<float>().ShouldBeLessThan(1e-4f);
    }

    [Theory]
    [InlineData(MixtureKind.Softmax)]
    [InlineData(MixtureKind.Dirichlet)]
    public void It_finds_the_operator_that_sees_what_the_classes_differ_by(MixtureKind kind)
    {
        var space = SearchSpace.Image("choice", net => net
            .Conv("stem", channels: OneOf(4, 8), kernel: 3)
            .OneOf("op", ("zero", Zero), ("conv", Chain(Conv(channels: 16, kernel: 3), Pool(PoolKind.Max, kernel: 2, stride: 2))))
            .GlobalPool().Classifier());
        var data = SyntheticData.Bars();
        using var supernet = new Supernet(space, data.Signature, new Seed(1));
        using var search = new MixtureSearch(supernet, data, new TrainingRecipe { BatchSize = 32, LearningRate = 0.05 }, new MixtureSettings { Kind = kind, Epochs = 30, LearningRate = 0.02 }, new Seed(2));
        while (search.StepsDone < search.TotalSteps)
            search.Step();
        search.Best.ToString().ShouldBe("stem.channels=8;op=conv");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(4.0)]
    public void Draws_have_the_means_of_the_distribution_and_their_gradients(double first)
    {
        // The mean of share i is its concentration over their sum c; its derivative by concentration j is (δᵢⱼ − meanᵢ) / c.
        double[] concentrations = [first, 1, 2];
        var total = concentrations.Sum();
        var (means, gradients) = (new double[3], new double[3]);
        const int Draws = 40_000;
        for (var i = 0; i < Draws; i++)
        {
            var draw = new DirichletDraw(concentrations, new Seed(3).Derive(i).Stream());
            var byConcentration = draw.Backward([1, 0, 0]);
            for (var k = 0; k < 3; k++)
            {
                means[k] += draw.Shares[k] / Draws;
                gradients[k] += byConcentration[k] / Draws;
            }
        }

        for (var k = 0; k < 3; k++)
        {
            means[k].ShouldBe(concentrations[k] / total, 0.006);
            gradients[k].ShouldBe(((k == 0 ? 1 : 0) - (first / total)) / total, 0.006);
        }
    }

    private static Tensor OutputOf(ArchitectureModule module, Tensor[] inputs)
    {
        var output = zeros(1);
        module.ForwardAndBackward(inputs, default, values =>
        {
            output = values.clone();
            return null;
        });
        return output;
    }
}
