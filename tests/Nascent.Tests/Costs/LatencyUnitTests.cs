using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Rewriting;
using Nascent.Costs;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Spaces.HandDesigned;
using Nascent.Tasks;

namespace Nascent.Tests.Costs;

public class LatencyUnitTests
{
    private static readonly Signature Grey = Signature.Image(1, 28, 28, 10);

    [Theory]
    [InlineData(ElasticMobile.Name)]
    [InlineData(ElasticResNet.Name)]
    [InlineData(TinyCnn.Name)]
    [InlineData(NasBench201.Name)]
    public void Units_have_each_operator_once_and_fit_behind_each_other(string name)
    {
        var space = SpaceCatalog.Create(name);
        for (var i = 0; i < 10; i++)
        {
            var network = space.Resolve(space.Genotypes.SampleByDecision(new Seed(2).Derive(i)), Grey);
            var units = LatencyUnit.Of(network);
            units.Count(unit => unit.IsFirst).ShouldBe(1);
            units.Count(unit => unit.IsLast).ShouldBe(1);
            units[0].IsFirst.ShouldBeTrue();
            units[^1].IsLast.ShouldBeTrue();
            units.Skip(1).Zip(units).ShouldAllBe(pair => pair.First.Input.Equals(pair.Second.Output));
            var simplified = Simplification.Of(network).Architecture;
            units.Sum(unit => unit.ToNetwork(unit.Input).Nodes.Length).ShouldBe(simplified.Nodes.Length);
            units.Sum(unit => new MultiplyAdds().PerNode(unit.ToNetwork(unit.Input)).Sum(node => node.Cost)).ShouldBe(new MultiplyAdds().PerNode(simplified).Sum(node => node.Cost));
        }
    }

    [Fact]
    public void Blocks_of_stages_are_units_and_equal_ones_have_one_key()
    {
        var space = ElasticMobile.Create();
        Genotype Of(int thirdKernel) => space.Genotypes.Complete(
            decision => decision.Kind == DecisionKind.Depth ? 2 : decision.Kind == DecisionKind.Kernel && decision.Path.Text.StartsWith("stage1.block[2]", StringComparison.Ordinal) ? thirdKernel : 0, default);
        var (same, other) = (LatencyUnit.Of(space.Resolve(Of(0), Grey)), LatencyUnit.Of(space.Resolve(Of(1), Grey)));
        same.Length.ShouldBe(11, "what is before the stages, nine blocks, and what is behind");
        same[2].Key.ShouldBe(same[3].Key, "the second and the third block of a stage are alike");
        other[3].Key.ShouldNotBe(same[3].Key);
        other.RemoveAt(3).Select(unit => unit.Key).ShouldBe(same.RemoveAt(3).Select(unit => unit.Key));
    }

    [Fact]
    public void A_network_without_repetitions_is_one_unit() => LatencyUnit.Of(LeNet5.Build(Grey)).Length.ShouldBe(1);

    [Fact]
    public void A_table_finds_the_line_through_whole_networks_and_knows_what_it_lacks()
    {
        var space = ElasticMobile.Create();
        Architecture[] networks = [.. Enumerable.Range(0, 12).Select(i => space.Resolve(space.Genotypes.SampleByDecision(new Seed(4).Derive(i)), Grey))];
        var stream = new Seed(6).Stream();
        var times = networks.SelectMany(network => LatencyUnit.Of(network)).Select(unit => unit.Key).Distinct().ToImmutableDictionary(key => key, _ => 0.1 + stream.NextDouble());
        var plain = new LatencyTable(times);
        var table = plain.FittedTo(networks, [.. networks.Select(network => 0.5 + (1.25 * plain.Of(network)!.Value))]);
        table.Offset.ShouldBe(0.5, 1e-6);
        table.Scale.ShouldBe(1.25, 1e-6);
        table.Of(networks[3])!.Value.ShouldBe(0.5 + (1.25 * plain.Of(networks[3])!.Value), 1e-6);
        (plain with { Milliseconds = times.Remove(LatencyUnit.Of(networks[3])[1].Key) }).Of(networks[3]).ShouldBeNull();
    }
}
