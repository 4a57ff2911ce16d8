using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Costs;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Spaces.HandDesigned;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public class BackboneHeadsTests : CatalogueContract
{
    private static readonly Preprocessing.Backbone Backbone = new(
        new Preprocessing.Image(3, 32, 32, [0.5, 0.5, 0.5], [0.2, 0.2, 0.2]), "mobile.onnx", new('0', 64), [new("early", 16, 14, 5_000, 3_000_000, 100_000), new("late", 40, 7, 90_000, 12_345_678, 200_000), new("last", 64, 1, 150_000, 12_400_000, 200_000)]);

    private static readonly SearchSpace Networks = BackboneHeads.Create(Backbone);

    protected override SearchSpace Space => Networks;

    protected override Signature Signature => Signature.Features(120, 3);

    [Theory]
    [InlineData("place1", 0, 16, 5_000, 3_000_000, 100_000)]
    [InlineData("place2", 16, 40, 90_000, 12_346_000, 200_000)]
    [InlineData("place3", 56, 64, 150_000, 12_400_000, 200_000)]
    [InlineData("all", 0, 120, 150_000, 12_400_000, 200_000)]
    public void A_network_keeps_the_backbone_up_to_a_place_and_costs_as_much(string kept, int first, int features, long parameters, long macs, long peak)
    {
        var network = Networks.Resolve(Networks.Genotypes.Complete(decision => decision.Path.Text == "keep" ? decision.Options.IndexOf(kept) : 0, new(1)), Signature);
        var reader = network.Nodes.Single(node => node.Inputs.Contains(network.Inputs.Single().Node));
        reader.Operator.ShouldBe(new Operator.BackboneFeatures(first, features, parameters, macs, peak));
        var costs = CostTable.Totals(network);
        costs[Metric.Parameters.Name].ShouldBe(parameters + (features * 3) + 3);
        costs[Metric.Macs.Name].ShouldBe(macs + (features * 3));
        costs[Metric.PeakMemory.Name].ShouldBe(peak);
        costs[Metric.Work.Name].ShouldBeLessThan(1_000_000, "the backbone is not trained");
    }

    [Fact]
    public void A_linear_layer_on_the_last_place_is_the_baseline_and_among_the_networks()
    {
        var probe = LinearProbe.Build(Backbone, Signature);
        var found = Networks.Resolve(Networks.Genotypes.Complete(decision => decision.Path.Text == "keep" ? 2 : 0, new(1)), Signature);
        CanonicalHash.Of(probe).ShouldBe(CanonicalHash.Of(found));
    }

    [Fact]
    public void Networks_that_keep_other_parts_are_other_networks()
    {
        var hashes = Enumerable.Range(0, 4).Select(kept => CanonicalHash.Of(Networks.Resolve(Networks.Genotypes.Complete(decision => decision.Path.Text == "keep" ? kept : 0, new(1)), Signature)));
        hashes.ShouldBeUnique();
    }

    [Fact]
    public void Features_that_a_backbone_has_not_are_refused_before_a_search()
    {
        Should.Throw<NascentException>(() => Networks.Check(Signature.Features(119, 3))).Message.ShouldContain("found 64 features from 56, expected at most 119 together, which the backbone has");
        Should.Throw<NascentException>(() => Networks.Check(Signature.Image(3, 8, 8, 3))).Message.ShouldContain("expected one vector of features");
    }
}
