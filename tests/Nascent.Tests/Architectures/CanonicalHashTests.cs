using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Tests.Architectures;

public class CanonicalHashTests
{
    private static readonly Signature Small = Signature.Image(3, 32, 32, 10);
    private static readonly SearchSpace Cells = NasBench201.Create(channels: 4, cellsPerStage: 1);

    [Theory]
    // The edges into a node without readers do not matter.
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_1x1~1|+|nor_conv_3x3~0|none~1|none~2|", "|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|")]
    // A skip from a node is the node.
    [InlineData("|skip_connect~0|+|none~0|none~1|+|none~0|nor_conv_3x3~1|none~2|", "|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|")]
    // Sums have no order, and sums of sums are sums.
    [InlineData("|nor_conv_3x3~0|+|nor_conv_1x1~0|none~1|+|none~0|skip_connect~1|skip_connect~2|", "|nor_conv_1x1~0|+|nor_conv_3x3~0|skip_connect~1|+|none~0|none~1|skip_connect~2|")]
    public void Cells_that_compute_the_same_share_a_hash(string first, string second) => HashOf(first).ShouldBe(HashOf(second));

    [Theory]
    [InlineData("|nor_conv_3x3~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|", "|nor_conv_1x1~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|")]
    // One convolution that is read twice is not two convolutions.
    [InlineData("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|skip_connect~1|skip_connect~2|", "|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|none~0|skip_connect~1|skip_connect~2|")]
    public void Cells_that_compute_different_functions_do_not(string first, string second) => HashOf(first).ShouldNotBe(HashOf(second));

    [Fact]
    public void The_signature_is_part_of_it()
    {
        var genotype = NasBench201.Parse("|nor_conv_3x3~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|");
        var hashes = new[] { Small, Signature.Image(3, 16, 16, 10), Signature.Image(3, 32, 32, 100), Signature.Image(1, 32, 32, 10) }
            .Select(signature => CanonicalHash.Of(Cells.Resolve(genotype, signature)));
        hashes.ShouldBeUnique();
    }

    [Fact]
    public void Which_of_two_equal_nodes_is_read_again_matters()
    {
        // f(a) + g(a) + b is not f(a) + g(b) + a twice over: the readers of each node tell.
        CanonicalHash Of(bool shared)
        {
            var builder = new ArchitectureBuilder("test");
            var x = builder.Input("image", TensorType.Float(TensorShape.Image(2, 4, 4)));
            var convolution = new Operator.Convolution(2, 1, 1, 0, 1, 1, false);
            var (a, b) = (builder.Add(new("a"), convolution, x), builder.Add(new("b"), convolution, x));
            var f = builder.Add(new("f"), new Operator.Activation(ActivationFunction.Relu), a);
            var g = builder.Add(new("g"), new Operator.Activation(ActivationFunction.Tanh), shared ? a : b);
            builder.Output("y", builder.Add(new("add"), new Operator.Add(), f, g, shared ? b : a));
            return CanonicalHash.Of(builder.Build());
        }

        Of(shared: true).ShouldNotBe(Of(shared: false));
    }

    [Fact]
    public void Names_of_nodes_are_not_part_of_it()
    {
        CanonicalHash Of(string name)
        {
            var builder = new ArchitectureBuilder(name);
            var x = builder.Input("image", TensorType.Float(TensorShape.Image(2, 4, 4)));
            builder.Output("y", builder.Add(new(name), new Operator.BatchNorm(), x));
            return CanonicalHash.Of(builder.Build());
        }

        Of("one").ShouldBe(Of("other"));
    }

    [Fact]
    public void Its_value_is_the_same_in_every_version()
    {
        var text = HashOf("|nor_conv_3x3~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|").ToString();
        CanonicalHash.Parse(text).ToString().ShouldBe(text);
        text.ShouldBe("a776f41aec2565c857b72d784dc149d5");
    }

    [Fact]
    public void A_skip_shares_its_hash_with_a_lower_depth()
    {
        var space = SearchSpace.Image("skips", net => net.Conv("stem", channels: 8, kernel: 3)
            .Stages("stage", count: 3, stage => stage.Width(OneOf(16, 32)).Downsample().Activation(OneOf(Relu, Gelu))
                .Repeat("depth", Between(1, 3), block => block.OneOf("op", Conv(kernel: 3), Separable(kernel: OneOf(3, 5)), Skip).Residual(Optional)))
            .GlobalPool().Classifier());
        var signature = Signature.Image(1, 28, 28, 10);
        var shallow = space.Genotypes.Complete(decision => decision.Kind == DecisionKind.Depth ? 0 : decision.Options.Length > 1 ? 0 : null, new(1));
        var skipped = space.Genotypes.Complete(
            decision => decision.Kind == DecisionKind.Depth ? 1 : decision.Path.Text.EndsWith("block[1].op", StringComparison.Ordinal) ? decision.Options.IndexOf("skip") : 0, new(1));
        skipped.ShouldNotBe(shallow);
        CanonicalHash.Of(space.Resolve(skipped, signature)).ShouldBe(CanonicalHash.Of(space.Resolve(shallow, signature)));
    }

    private static CanonicalHash HashOf(string cell) => CanonicalHash.Of(Cells.Resolve(NasBench201.Parse(cell), Small));
}
