using Nascent.Architectures.Operators;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
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
            .Conv("stem", channels: OneOf(4, 8), kernel: 1)
            .OneOf("op", ("pool", Pool(PoolKind.Average, kernel: 2, stride: 2)), ("conv", Chain(Conv(channels: 16, kernel: 3), Pool(PoolKind.Max, kernel: 2, stride: 2))))
            .GlobalPool().Classifier());
        var data = SyntheticData.Bars();
        using var supernet = new Supernet(space, data.Signature, new Seed(1));
        using var search = new MixtureSearch(supernet, data, new TrainingRecipe { BatchSize = 32, LearningRate = 0.05 }, new MixtureSettings { Kind = kind, Epochs = 30, LearningRate = 0.02 }, new Seed(2));
        while (search.StepsDone < search.TotalSteps)
            search.Step();
        search.Best.ToString().ShouldBe("stem.channels=8;op=conv");
    }

    [Fact]
    public void Of_partial_channels_one_part_goes_through_the_options_and_the_others_past_them()
    {
        using var scope = NewDisposeScope();
        var (space, signature) = (NasBench201.Create(8, 1), Tasks.Signature.Image(3, 16, 16, 4));
        var mixture = space.ResolveMixture(signature, _ => 0, parts: 4);
        // Five options on each of six edges, and a gate for each of the edges that are not alone: two into the second node, three into the third.
        mixture.Gates.Count(gate => gate.Option is not null).ShouldBe(30);
        mixture.Gates.Where(gate => gate.Into is not null).Select(gate => gate.Into).ShouldBe(["cell.node[2]", "cell.node[2]", "cell.node[3]", "cell.node[3]", "cell.node[3]"]);
        var convolutions = mixture.Architecture.Nodes.Where(node => node.Operator is Operator.Convolution && node.Path.Text.StartsWith("stage1", StringComparison.Ordinal)).ToArray();
        convolutions.Length.ShouldBe(12);
        convolutions.ShouldAllBe(node => node.Shape.Width == 2);

        // With all options closed, an edge gives what went past, rotated, and zeros.
        using var supernet = new Supernet(space, signature, new Seed(1));
        var path = supernet.LoadMixture(_ => 0, parts: 4);
        var inputs = ChannelsLast.Dense(Noise.Of(16, 3, 16, 16));
        using var noGradient = no_grad();
        var closed = OutputOf(path.Module, [inputs, .. path.Gates.Select(gate => full(1, gate.Option is null ? 1.0 : 0.0))]);
        var dead = OutputOf(path.Module, [inputs, .. path.Gates.Select(gate => full(1, gate.Option is null && gate.Into != "cell.node[3]" ? 1.0 : 0.0))]);
        (closed - dead).abs().max().item<float>().ShouldBeGreaterThan(1e-3f);
        var byNone = OutputOf(path.Module, [inputs, .. path.Gates.Select(gate => full(1, gate.Option is null or "none" ? 1.0 : 0.0))]);
        (closed - byNone).abs().max().item<float>().ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Partial_channels_and_edges_have_the_gradients_of_differences(int parts)
    {
        using var scope = NewDisposeScope();
        var space = SearchSpace.Image("cell", net => net.Conv("stem", channels: 8, kernel: 3).Add(new Block.Cell("cell", 3, [new("conv", Conv(kernel: 3)), new("skip", Skip)])).GlobalPool().Classifier());
        using var supernet = new Supernet(space, Tasks.Signature.Image(1, 8, 8, 4), new Seed(1));
        var (inputs, byOutput) = (ChannelsLast.Dense(Noise.Of(16, 1, 8, 8)), Noise.Of(16, 4));
        var path = supernet.LoadMixture(_ => 0, parts);
        float[] values = [.. path.Gates.Select((_, i) => 0.3f + (0.1f * i))];
        double Loss(int changed, float by)
        {
            using var noGradient = no_grad();
            return (OutputOf(path.Module, [inputs, .. values.Select((value, i) => full(1, value + (i == changed ? by : 0)))]) * byOutput).sum().item<float>();
        }

        using (no_grad())
            path.Module.ForwardAndBackward([inputs, .. values.Select(value => full(1, value))], default, _ => byOutput, byWeights: false);
        double[] gradients = [.. path.Gates.Select((_, i) => (double)(path.Module.GradientByInput(i + 1)?.item<float>() ?? 0))];
        gradients.Length.ShouldBe(parts == 1 ? 6 : 8);
        for (var i = 0; i < gradients.Length; i++)
            gradients[i].ShouldBe((Loss(i, 1e-2f) - Loss(i, -1e-2f)) / 2e-2, 0.05 + (0.02 * Math.Abs(gradients[i])), $"{path.Gates[i]}");
    }

    [Fact]
    public void A_softmax_never_ends_in_zeros_which_only_scale_what_a_node_gives_and_a_draw_may()
    {
        var (space, data) = (NasBench201.Create(4, 1), SyntheticData.Bars());
        space.ResolveMixture(data.Signature, _ => 0).Zeros.Select(zero => zero.Option).ShouldBe(Enumerable.Repeat("none", 6));
        foreach (var (kind, end) in new[] { (MixtureKind.Softmax, "skip_connect"), (MixtureKind.Dirichlet, "none") })
        {
            using var supernet = new Supernet(space, data.Signature, new Seed(1));
            using var search = new MixtureSearch(supernet, data, new TrainingRecipe { BatchSize = 32 }, new MixtureSettings { Kind = kind }, new Seed(2));
            // Nothing is learned yet: the first option that may be an end.
            search.Best.Answers.ShouldAllBe(answer => answer.Answer == end);
        }
    }

    [Fact]
    public void Pc_darts_finds_the_operator_that_sees_what_the_classes_differ_by()
    {
        var space = SearchSpace.Image("cell", net => net.Conv("stem", channels: 16, kernel: 3).Add(new Block.Cell("cell", 3, [new("skip", Skip), new("conv", Conv(kernel: 3))])).GlobalPool().Classifier());
        var data = SyntheticData.Bars();
        using var supernet = new Supernet(space, data.Signature, new Seed(1));
        using var search = new MixtureSearch(supernet, data, new TrainingRecipe { BatchSize = 32, LearningRate = 0.05 }, new MixtureSettings { Epochs = 30, LearningRate = 0.02, Parts = 4 }, new Seed(2));
        while (!search.IsOver)
            search.Step();
        search.Best.Answers.Select(answer => answer.Answer).ShouldContain("conv");
        search.Entropy(space.Genotypes.Decisions).ShouldBeLessThan(0.999);
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
