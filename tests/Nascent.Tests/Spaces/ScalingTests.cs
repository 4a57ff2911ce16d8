using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Costs;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Spaces.Scaling;
using Nascent.Tasks;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Tests.Spaces;

public sealed class ScalingTests
{
    private static readonly Signature Images = Signature.Image(1, 28, 28, 10);
    private static readonly ICostModel Macs = new MultiplyAdds();

    private static readonly SearchSpace Space = SearchSpace.Image("base", net => net
        .Conv("stem", channels: 16, kernel: 3)
        .Group("stage1", stage => stage.Width(24).Stride(2).Repeat("depth", Between(1, 3), block => block.Separable(kernel: OneOf(3, 5)).Residual(true, ShortcutAlignment.WhenEqual)))
        .GlobalPool().Classifier());

    private static Genotype Base => Space.Genotypes.Parse("stage1.depth=2;stage1.block[0].separable.kernel=3;stage1.block[1].separable.kernel=5");

    [Fact]
    public void A_deeper_network_repeats_its_last_block()
    {
        var network = new NetworkScaling(1.2, 1, 1).Of(Space, Base, Images);
        int[] kernels = [.. network.Nodes.Where(node => node.Path.Text.EndsWith("depthwise", StringComparison.Ordinal)).Select(node => ((Operator.Convolution)node.Operator).Kernel)];
        kernels.ShouldBe([3, 5, 5], "2 · 1.2 blocks, rounded up");
        network[new("stage1.block[2].separable.depthwise")].Shape.Size(Axis.Height).ShouldBe(14, "one stride for the stage");
    }

    [Theory]
    [InlineData(1.1, 16, 24)]
    [InlineData(1.3, 24, 32)]
    [InlineData(2.0, 32, 48)]
    public void A_wider_network_has_multiples_of_eight_and_as_many_outputs(double width, int stem, int stage)
    {
        var network = new NetworkScaling(1, width, 1).Of(Space, Base, Images);
        (network[new("stem.conv")].Shape.Width, network[new("stage1.block[1].separable.pointwise")].Shape.Width).ShouldBe((stem, stage));
        network.Outputs[0].Type.Shape.Width.ShouldBe(10);
    }

    [Fact]
    public void Larger_images_are_resized_inside_the_network()
    {
        var network = new NetworkScaling(1, 1, 1.25).Of(Space, Base, Images);
        network.Inputs[0].Type.Shape.ToString().ShouldBe("1×28×28");
        network[new("stem.conv")].Shape.ToString().ShouldBe("16×35×35");
    }

    [Fact]
    public void Powers_multiply_the_factors()
    {
        var scaling = new NetworkScaling(1.2, 1.1, 1.15).Power(2);
        scaling.Depth.ShouldBe(1.44, 1e-9);
        scaling.Width.ShouldBe(1.21, 1e-9);
        scaling.Resolution.ShouldBe(1.3225, 1e-9);
        new NetworkScaling(1.2, 1.1, 1.15).Power(0).ShouldBe(NetworkScaling.None);
    }

    [Fact]
    public void Scalings_of_the_grid_about_double_the_cost_of_the_network_itself()
    {
        var space = ElasticMobile.Create();
        var genotype = space.Genotypes.Complete(decision => decision.Options.Length / 2, default);
        double? CostOf(NetworkScaling scaling) => Macs.Total(scaling.Of(space, genotype, Images));
        var grid = CompoundGrid.Of(CostOf);
        grid.Length.ShouldBeGreaterThan(4);
        foreach (var (scaling, cost) in grid)
        {
            cost.ShouldBe(CostOf(scaling)!.Value / CostOf(NetworkScaling.None)!.Value);
            cost.ShouldBeInRange(1.7, 2.3);
        }
    }

    [Fact]
    public void A_cost_that_no_factor_changes_is_an_error() =>
        Should.Throw<NascentException>(() => CompoundGrid.Of(_ => 1)).Message.ShouldContain("found no scaling that multiplies the cost by 2");
}
