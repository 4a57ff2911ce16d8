using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Architectures;

public sealed class WidthCopyTests
{
    public static TheoryData<string, double> Shares => [.. from entry in SpaceCatalog.All from share in new[] { 0.05, 0.3, 0.5, 0.71 } select (entry.Name, share)];

    [Theory]
    [MemberData(nameof(Shares))]
    public void Every_ready_space_has_narrow_copies_with_the_same_nodes_and_output(string name, double share)
    {
        var entry = SpaceCatalog.All.Single(known => known.Name == name);
        var (space, signature) = (entry.Create(), entry.Input == Nascent.Spaces.InputKind.Image ? Signature.Image(3, 32, 32, 7) : Signature.Features(9, 7));
        for (var draw = 0; draw < 20; draw++)
        {
            var original = space.Resolve(space.Genotypes.Sample(new Seed(4).Derive(draw)), signature);
            var copy = WidthCopy.Of(original, share);
            copy.Outputs.ShouldBe(original.Outputs);
            copy.Inputs.ShouldBe(original.Inputs);
            original.Nodes.Select(node => node.Path).Except(copy.Nodes.Select(node => node.Path)).ShouldBeEmpty();
            copy.Weights.Sum(weight => weight.Count).ShouldBeLessThan(original.Weights.Sum(weight => weight.Count));
        }
    }

    [Fact]
    public void Half_of_the_channels_of_the_published_network_is_the_network_of_half_the_channels()
    {
        var genotype = NasBench201.Parse("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|");
        var signature = Signature.Image(3, 32, 32, 10);
        var copy = WidthCopy.Of(NasBench201.Create().Resolve(genotype, signature), 0.5);
        CanonicalHash.Of(copy).ShouldBe(CanonicalHash.Of(NasBench201.Create(channels: 8).Resolve(genotype, signature)));
    }

    [Fact]
    public void The_whole_share_is_the_network_itself()
    {
        var original = Network((net, x) => net.Add(new("conv"), Conv(8), x));
        WidthCopy.Of(original, 1).ShouldBeSameAs(original);
        Should.Throw<ArgumentOutOfRangeException>(() => WidthCopy.Of(original, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => WidthCopy.Of(original, 101));
    }

    [Fact]
    public void Depthwise_convolutions_follow_their_input_and_grouped_ones_keep_groups_that_divide()
    {
        var copy = WidthCopy.Of(
            Network((net, x) =>
            {
                x = net.Add(new("wide"), Conv(12), x);
                x = net.Add(new("depthwise"), Conv(24, groups: 12), x);
                return net.Add(new("grouped"), Conv(16, groups: 8), x);
            }), 0.4);
        Operator.Convolution Of(string path) => (Operator.Convolution)copy[new(path)].Operator;
        Of("wide").Channels.ShouldBe(5);
        (Of("depthwise").Channels, Of("depthwise").Groups).ShouldBe((10, 5));
        (Of("grouped").Channels, Of("grouped").Groups).ShouldBe((6, 2)); // 10 and 6 channels have no larger group in common
    }

    [Fact]
    public void Sums_of_widths_that_round_apart_are_padded_or_cut()
    {
        // Half of 5 and 5 channels is 2 and 2, half of the 10 they are added to 5.
        var copy = WidthCopy.Of(
            Network((net, x) =>
            {
                var parts = net.Add(new("both"), new Operator.Concat(), net.Add(new("a"), Conv(5), x), net.Add(new("b"), Conv(5), x));
                return net.Add(new("sum"), new Operator.Add(), parts, net.Add(new("whole"), Conv(10), x));
            }), 0.5);
        copy[new("both")].Shape.Width.ShouldBe(4);
        copy[new("sum")].Shape.Width.ShouldBe(5);
        copy[new("sum.align[0]")].Operator.ShouldBe(new Operator.PadChannels(5));
    }

    [Fact]
    public void What_reaches_an_output_keeps_its_width()
    {
        var net = new ArchitectureBuilder("direct");
        var x = net.Add(new("conv"), Conv(6), net.Input("image", TensorType.Float(TensorShape.Image(3, 8, 8))));
        x = net.Add(new("out"), new Operator.Add(), net.Add(new("act"), new Operator.Activation(ActivationFunction.Relu), x), net.Add(new("other"), Conv(6), x));
        net.Output("scores", net.Add(new("flat"), new Operator.Flatten(), net.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), x)));
        var original = net.Build();
        WidthCopy.Of(original, 0.5).Nodes.ShouldBe(original.Nodes);
    }

    private static Operator.Convolution Conv(int channels, int groups = 1) => new(channels, 3, 1, 1, 1, groups, false);

    private static Architecture Network(Func<ArchitectureBuilder, NodePath, NodePath> body)
    {
        var net = new ArchitectureBuilder("net");
        var x = body(net, net.Input("image", TensorType.Float(TensorShape.Image(3, 8, 8))));
        x = net.Add(new("flat"), new Operator.Flatten(), net.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), x));
        net.Output("scores", net.Add(new("head"), new Operator.Linear(4, true), x));
        return net.Build();
    }
}
