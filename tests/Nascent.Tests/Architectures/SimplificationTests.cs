using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Architectures;

public class SimplificationTests
{
    private static readonly SearchSpace Cells = NasBench201.Create(channels: 2, cellsPerStage: 1);

    [Fact]
    public void A_simplified_network_computes_the_same_function()
    {
        var signature = Signature.Image(1, 8, 8, 3);
        var image = Image(1, 64);
        for (var i = 0; i < 60; i++)
        {
            var network = Cells.Resolve(Cells.Genotypes.Sample(new Seed(1).Derive(i)), signature);
            var simple = Simplification.Of(network).Architecture;
            simple.Nodes.Length.ShouldBeLessThanOrEqualTo(network.Nodes.Length);
            AssertSame(ReferenceInterpreter.Run(simple, image), ReferenceInterpreter.Run(network, image));
        }
    }

    [Fact]
    public void Skips_and_optional_blocks_of_the_default_space_simplify_to_the_same_function()
    {
        var space = TinyCnn.Create();
        var signature = Signature.Image(1, 8, 8, 3);
        for (var i = 0; i < 10; i++)
        {
            var network = space.Resolve(space.Genotypes.Sample(new Seed(2).Derive(i)), signature);
            AssertSame(ReferenceInterpreter.Run(Simplification.Of(network).Architecture, Image(1, 64)), ReferenceInterpreter.Run(network, Image(1, 64)));
        }
    }

    [Fact]
    public void A_cell_without_a_path_to_its_output_keeps_no_operator_of_the_cell()
    {
        var none = NasBench201.Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_1x1~1|+|none~0|none~1|none~2|");
        var network = Cells.Resolve(none, Signature.Image(1, 8, 8, 3));
        var simplification = Simplification.Of(network);
        simplification.Architecture.Nodes.ShouldNotContain(node => node.Path.Text.Contains("nor_conv"));
        simplification.Weights.ShouldContainKey("reduction1.body.conv_a.conv.conv.weight");
        simplification.Weights.ShouldNotContainKey("stage1.cell[0].node[1].from[0]/nor_conv_3x3.conv.conv.weight");
        AssertSame(ReferenceInterpreter.Run(simplification.Architecture, Image(1, 64)), ReferenceInterpreter.Run(network, Image(1, 64)));
    }

    [Fact]
    public void Live_weights_keep_their_names()
    {
        var network = Cells.Resolve(Cells.Genotypes.Sample(new Seed(3)), Signature.Image(1, 8, 8, 3));
        var simplification = Simplification.Of(network);
        var names = network.Weights.Select(weight => weight.Name).ToHashSet();
        simplification.Weights.Keys.ShouldAllBe(name => names.Contains(name));
        simplification.Architecture.Weights.Select(weight => weight.Name).ShouldBe(simplification.Weights.Values, ignoreOrder: true);
    }

    [Fact]
    public void A_normalised_zero_is_not_zero()
    {
        var builder = new ArchitectureBuilder("test");
        var x = builder.Input("image", TensorType.Float(TensorShape.Image(2, 4, 4)));
        var zero = builder.Add(new("zero"), new Operator.Zero(), x);
        var shifted = builder.Add(new("norm"), new Operator.BatchNorm(), zero);
        builder.Output("y", builder.Add(new("add"), new Operator.Add(), x, shifted));
        var network = builder.Build();
        var simple = Simplification.Of(network).Architecture;
        simple.Nodes.Select(node => node.Path.Text).ShouldBe(["zero", "norm", "add"]);
        AssertSame(ReferenceInterpreter.Run(simple, Image(2, 16)), ReferenceInterpreter.Run(network, Image(2, 16)));
    }

    private static double[] Image(int channels, int pixels)
    {
        var stream = new Seed(9).Stream();
        return [.. Enumerable.Range(0, channels * pixels).Select(_ => stream.NextGaussian())];
    }

    private static void AssertSame(double[] found, double[] expected)
    {
        found.Length.ShouldBe(expected.Length);
        for (var i = 0; i < found.Length; i++)
            found[i].ShouldBe(expected[i], 1e-9 * (1 + Math.Abs(expected[i])));
    }
}
