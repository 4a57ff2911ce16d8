using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Costs;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Architectures;

public sealed class ResolutionCopyTests
{
    [Fact]
    public void The_input_stays_and_a_resize_follows_it()
    {
        var genotype = NasBench201.Parse("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|");
        var original = NasBench201.Create().Resolve(genotype, Signature.Image(3, 32, 32, 10));
        var copy = ResolutionCopy.Of(original, 0.5);
        copy.Inputs.ShouldBe(original.Inputs);
        copy[new("image.resize")].Operator.ShouldBe(new Operator.Resize(16, 16));
        copy.Weights.Select(weight => (weight.Name, weight.Count)).ShouldBe(original.Weights.Select(weight => (weight.Name, weight.Count)));
        copy.Outputs.ShouldBe(original.Outputs);
        CostTable.Totals(copy)[Metric.Macs.Name].ShouldBeLessThan(0.26 * CostTable.Totals(original)[Metric.Macs.Name]);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.36)]
    [InlineData(0.6)]
    public void Every_member_of_every_image_space_has_a_copy_that_fits(double share)
    {
        foreach (var entry in SpaceCatalog.All.Where(known => known.Input == Nascent.Spaces.InputKind.Image))
        {
            var space = entry.Create();
            for (var draw = 0; draw < 10; draw++)
            {
                var original = space.Resolve(space.Genotypes.Sample(new Seed(6).Derive(draw)), Signature.Image(1, 28, 28, 5));
                var copy = ResolutionCopy.Of(original, share);
                copy.Outputs.ShouldBe(original.Outputs);
                CostTable.Totals(copy)[Metric.Macs.Name].ShouldBeLessThanOrEqualTo(CostTable.Totals(original)[Metric.Macs.Name]);
            }
        }
    }

    [Fact]
    public void What_does_not_fit_takes_the_next_larger_size_that_does()
    {
        // The window needs 5 rows.
        var net = new ArchitectureBuilder("pool");
        var x = net.Add(new("pool"), new Operator.Pool(PoolKind.Max, 5, 5, 0), net.Input("image", TensorType.Float(TensorShape.Image(3, 12, 24))));
        x = net.Add(new("flat"), new Operator.Flatten(), net.Add(new("all"), new Operator.GlobalPool(PoolKind.Average), x));
        net.Output("scores", net.Add(new("head"), new Operator.Linear(4, true), x));
        ResolutionCopy.Of(net.Build(), 0.25)[new("image.resize")].Operator.ShouldBe(new Operator.Resize(5, 10));
    }

    [Fact]
    public void What_reads_no_image_and_the_whole_share_are_the_network_itself()
    {
        var space = Mlp.Create();
        var original = space.Resolve(space.Genotypes.Sample(new Seed(1)), Signature.Features(5, 2));
        ResolutionCopy.Of(original, 0.5).ShouldBeSameAs(original);
        ResolutionCopy.Of(original, 1).ShouldBeSameAs(original);
        Should.Throw<ArgumentOutOfRangeException>(() => ResolutionCopy.Of(original, double.NaN));
    }
}
