using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Tasks;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Tests.Spaces;

public class SpaceWritingTests
{
    [Fact]
    public void The_space_of_the_design_page_is_written_as_it_stands_there()
    {
        var space = SearchSpace.Image("tiny-cnn", net => net
            .Conv("stem", channels: OneOf(8, 16, 24), kernel: 3)
            .Stages("stage", count: 3, stage => stage
                .Width(OneOf(16, 24, 32, 48, 64)).Downsample()
                .Repeat("depth", Between(1, 3), block => block
                    .OneOf("op", Conv(kernel: OneOf(3, 5)), Separable(kernel: OneOf(3, 5)), InvertedBottleneck(expand: OneOf(3, 6)), Skip)
                    .Activation(OneOf(Relu, HardSwish, Gelu))
                    .Residual(Optional)))
            .GlobalPool().Classifier());

        // A block: (2 + 2 + 2) operators with 3 activations and 2 shortcuts, or a skip.
        var stage = 5 * (37 + (37 * 37) + (37 * 37 * 37));
        space.Genotypes.Size.ShouldBe(3 * System.Numerics.BigInteger.Pow(stage, 3));
        space.Check(Signature.Image(1, 28, 28, 10));
        var weights = space.Resolve(space.Genotypes.Complete(decision => decision.Options.Contains("separable") ? 1 : 0, new(1)), Signature.Image(1, 28, 28, 10)).Weights;
        weights.Select(weight => weight.Name).ShouldContain("stage[2].block[0].op/separable.depthwise.weight");
    }

    [Fact]
    public void The_first_block_of_a_stage_takes_its_stride_whatever_it_is()
    {
        var space = SearchSpace.Image("strides", net => net
            .Stages("stage", count: 2, stage => stage.Width(8).Downsample()
                .Repeat("depth", Between(0, 2), block => block.OneOf("op", Conv(), Pool(), Skip, Zero, Activate())))
            .GlobalPool("pool").Classifier());
        foreach (var genotype in space.Genotypes.Enumerate().Where((_, i) => i % 7 == 0))
        {
            var network = space.Resolve(genotype, Signature.Image(3, 13, 9, 2));
            var shape = network.ShapeOf(network[new("pool.pool")].Inputs[0]);
            (shape.Size("height"), shape.Size("width")).ShouldBe((4, 3), genotype.ToString());
        }
    }

    [Fact]
    public void A_stride_that_an_option_leaves_waits_for_what_follows()
    {
        var space = SearchSpace.Image("reduce", net => net
            .Group("stage", stage => stage.Width(8).Downsample()
                .OneOf("reduce", ("pool", Pool(kernel: 2)), ("stride", Chain())).Conv("conv", kernel: 3))
            .Classifier());
        var signature = Signature.Image(1, 28, 28, 10);
        space.Check(signature);
        string Shapes(string answer) => string.Join(' ', space.Resolve(space.Genotypes.Parse($"stage.reduce={answer}"), signature).Nodes.Where(node => node.Operator is Operator.Pool or Operator.Convolution)
            .Select(node => $"{node.Path} {node.Shape}"));
        Shapes("pool").ShouldBe("stage.reduce/pool.pool 1×14×14 stage.conv.conv 8×14×14");
        Shapes("stride").ShouldBe("stage.conv.conv 8×14×14");
    }

    [Fact]
    public void A_shared_block_has_one_set_of_answers_and_weights_for_each_use()
    {
        var space = SearchSpace.Image("shared", net => net
            .Define("cell", Conv(channels: 4, kernel: OneOf(3, 5)))
            .Use("cell", "first").Use("cell", "second").Classifier());
        space.Genotypes.Decisions.ShouldHaveSingleItem().Path.Text.ShouldBe("cell.kernel");
        space.Resolve(space.Genotypes.At(1), Signature.Image(1, 8, 8, 2)).Weights.Where(weight => weight.Shape.Length == 4).Select(weight => (weight.Name, weight.Shape[2]))
            .ShouldBe([("first.conv.weight", 5), ("second.conv.weight", 5)]);
    }

    [Fact]
    public void Tied_repetitions_share_their_answers()
    {
        var space = SearchSpace.Image("tied", net => net
            .Repeat("depth", Between(1, 3), block => block.Conv(channels: OneOf(4, 8)), tied: true).Classifier());
        space.Genotypes.Size.ShouldBe(6);
        space.Genotypes.Decisions.Select(decision => decision.Path.Text).ShouldBe(["depth", "block.conv.channels"]);
    }

    [Fact]
    public void A_cell_with_open_connections_decides_where_each_input_comes_from()
    {
        var space = SearchSpace.Image("open", net => net
            .Cell("cell", nodes: 3, inputsPerNode: 2, CellOutput.Concat, Conv(kernel: 3), Skip).GlobalPool().Classifier());

        // Node 1 has two inputs from node 0; node 2 has two inputs from node 0 or 1; each has one of two operators.
        space.Genotypes.Size.ShouldBe(4 * 16);
        space.Check(Signature.Image(4, 8, 8, 2));
        var genotype = space.Genotypes.Parse(
            "cell.node[1].input[0].op=conv;cell.node[1].input[1].op=skip;cell.node[2].input[0].op=conv;cell.node[2].input[0].from=1;cell.node[2].input[1].op=skip;cell.node[2].input[1].from=0");
        var network = space.Resolve(genotype, Signature.Image(4, 8, 8, 2));
        network.Weights.Select(weight => weight.Name).ShouldContain("cell.node[2].input[0].from/1.op/conv.conv.weight");
        network[new("cell.output")].Shape.ToString().ShouldBe("8×8×8");
    }

    [Theory]
    [InlineData(ShortcutAlignment.Projection, "shortcut.project")]
    [InlineData(ShortcutAlignment.SlicePad, "shortcut.pad")]
    [InlineData(ShortcutAlignment.WhenEqual, null)]
    public void A_shortcut_says_what_aligns_it(ShortcutAlignment alignment, string? node)
    {
        var space = SearchSpace.Image("aligned", net => net.Group("block", block => block.Conv(channels: 8, stride: 2).Residual(true, alignment)).Classifier());
        var paths = space.Resolve(Genotype.Empty, Signature.Image(3, 9, 9, 2)).Nodes.Select(found => found.Path.Text).ToArray();
        if (node is null)
            paths.ShouldNotContain("block.add");
        else
            paths.ShouldContain($"block.{node}");
    }

    [Fact]
    public void A_space_is_refused_with_the_place_what_was_found_and_what_was_expected()
    {
        Refused(net => net.Conv(channels: OneOf<int>()).Classifier(), "Search space 'x', 'conv.channels': found no option, expected at least one.");
        Refused(net => net.Conv(channels: OneOf(8, 8)).Classifier(), "Search space 'x', 'conv.channels': found option 8 twice, expected options that differ.");
        Refused(net => net.Conv(kernel: OneOf(0, 3)).Classifier(), "Search space 'x', 'conv.kernel': found 0, expected at least 1.");
        Refused(net => net.Dropout(1.0).Classifier(), "Search space 'x', 'dropout.rate': found 1, expected a number in the range [0, 1).");
        Refused(net => net.Conv(), "Search space 'x', the net: found 0 classifiers, expected exactly one, as its last block.");
        Refused(net => net.Classifier().Conv(), "Search space 'x', the net: found 1 classifiers in another place, expected exactly one, as its last block.");
        Refused(net => net.OneOf("op").Classifier(), "Search space 'x', decision 'op': found no option, expected at least one.");
        Refused(net => net.OneOf("op", ("a", Skip), ("a", Zero)).Classifier(), "Search space 'x', decision 'op': found two options named 'a', expected names that differ.");
        Refused(net => net.Group("a", inner => inner.Conv()).Group("a", inner => inner.Conv()).Classifier(), "Search space 'x', 'a': found two blocks of that name, expected names that differ.");
        Refused(net => net.Group("a.b", inner => inner.Conv()).Classifier(), "Search space 'x', the net: found the name 'a.b', expected letters, digits, '_' and '-'.");
        Refused(net => net.Width(OneOf(4, 8)).GlobalPool().Classifier(), "Search space 'x', decision 'width': found nothing inside that inherits it, expected a layer that leaves it out.");
        Refused(
            net => net.Add(new Block.Residual(true, ShortcutAlignment.Projection, Conv())).Add(new Block.Residual(true, ShortcutAlignment.Projection, Conv(name: "b"))).Classifier(),
            "Search space 'x', 'residual': found two of that name, expected one in a scope (put the others into groups).");
        Refused(net => net.Use("cell").Classifier(), "Search space 'x', 'cell': found a use of shared block 'cell', expected a space with shared blocks.");
        Refused(net => net.Define("cell", Conv()).Classifier(), "Search space 'x', shared block 'cell': found no use that every network has, expected at least one use outside of options and open depths.");
    }

    [Fact]
    public void The_check_names_the_decision_that_could_fail()
    {
        CheckFails(
            net => net.Stages("stage", 3, stage => stage.Downsample().Conv("conv", channels: 8)).Add(new Block.Convolution("last") { Kernel = OneOf(3, 7), Padding = 0 }).Classifier(),
            "Search space 'x', decision 'last.kernel': found kernel 7 (extent 7) on an image of (8)×(4)×(4) with padding 0, expected an extent of at most 4.");
        CheckFails(
            net => net.Conv("a", channels: OneOf(8, 12)).Conv("b", channels: 8, groups: OneOf(2, 8)).Classifier(),
            "Search space 'x', decision 'b.groups': found 8 groups for 8 to 12 (multiples of 4) input and 8 output channels, expected groups that divide both.");
        CheckFails(
            net => net.OneOf("end", new Block.Flatten(), new Block.GlobalPool()).Classifier(),
            "Search space 'x', decision 'end': found shape (1)×(1)×(1) for one option and (784) for another, expected images only or vectors only.");
        CheckFails(net => net.Downsample().Flatten().Classifier(), "Search space 'x', 'stride': found a stride of 2 on shape (784), expected an image.");
        CheckFails(net => net.Flatten().Conv().Classifier(), "Search space 'x', 'conv': found shape (784), expected an image (channels × height × width).");
        CheckFails(net => net.Linear().Classifier(), "Search space 'x', 'linear': found shape (1)×(28)×(28), expected a vector (flatten or pool first).");
    }

    [Fact]
    public void Shape_errors_of_an_unchecked_space_name_the_decision()
    {
        var space = SearchSpace.Image("x", net => net.Add(new Block.Convolution("last") { Kernel = OneOf(3, 7), Padding = 0 }).Classifier());
        Should.Throw<NascentException>(() => space.Resolve(space.Genotypes.At(1), Signature.Image(1, 5, 5, 2))).Message
            .ShouldBe("Search space 'x', decision 'last.kernel' = 7: Node 'last.conv' (Convolution): found height 5 with padding 0, expected at least the kernel's extent 7.");
    }

    private static void Refused(Func<BlockBuilder, BlockBuilder> net, string message) =>
        Should.Throw<NascentException>(() => SearchSpace.Image("x", net)).Message.ShouldBe(message);

    private static void CheckFails(Func<BlockBuilder, BlockBuilder> net, string message)
    {
        var space = SearchSpace.Image("x", net);
        Should.Throw<NascentException>(() => space.Check(Signature.Image(1, 28, 28, 10))).Message.ShouldBe(message);
    }
}
