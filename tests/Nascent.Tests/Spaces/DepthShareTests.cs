using System.Text.RegularExpressions;
using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public sealed partial class DepthShareTests
{
    private static readonly Signature Images = Signature.Image(3, 32, 32, 10);

    [Fact]
    public void A_fifth_of_the_published_network_is_the_network_of_one_cell_a_stage()
    {
        var genotype = NasBench201.Parse("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|");
        var copy = NasBench201.Create().Resolve(genotype, Images, depthShare: 0.2);
        CanonicalHash.Of(copy).ShouldBe(CanonicalHash.Of(NasBench201.Create(cellsPerStage: 1).Resolve(genotype, Images)));
        CanonicalHash.Of(NasBench201.Create().Resolve(genotype, Images, depthShare: 0.5)).ShouldBe(CanonicalHash.Of(NasBench201.Create(cellsPerStage: 2).Resolve(genotype, Images)));
    }

    [Fact]
    public void Every_copy_holds_nodes_of_the_network_alone_and_one_of_each_repetition()
    {
        foreach (var space in SpaceCatalog.All.Where(entry => entry.Input == InputKind.Image).Select(entry => entry.Create()))
            for (var draw = 0; draw < 20; draw++)
            {
                var genotype = space.Genotypes.Sample(new Seed(12).Derive(draw));
                var paths = space.Resolve(genotype, Images).Nodes.Select(node => node.Path).ToArray();
                var copied = space.Resolve(genotype, Images, depthShare: 0.01).Nodes.Select(node => node.Path).ToArray();
                copied.Except(paths).ShouldBeEmpty();
                // What is left out is a later block or cell, never the first, nor a stage.
                paths.Except(copied).ShouldAllBe(path => Later().IsMatch(path.Text));
            }
    }

    [GeneratedRegex(@"(block|cell|layer)\[[1-9]")]
    private static partial Regex Later();

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    [InlineData(double.NaN)]
    public void A_share_outside_its_range_is_refused(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => NasBench201.Create().Resolve(NasBench201.Create().Genotypes.Sample(new Seed(1)), Images, share));
}
