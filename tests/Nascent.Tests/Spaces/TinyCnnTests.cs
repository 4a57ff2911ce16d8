using Nascent.Costs;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public class TinyCnnTests : CatalogueContract
{
    private static readonly SearchSpace Tiny = TinyCnn.Create();

    protected override SearchSpace Space => Tiny;

    protected override Signature Signature => Signature.Image(1, 28, 28, 10);

    [Fact]
    public void It_holds_cheap_networks_and_large_ones()
    {
        var totals = Enumerable.Range(0, 1_000).Select(i => CostTable.Totals(Tiny.Resolve(Tiny.Genotypes.Sample(new Seed(1).Derive(i)), Signature))).ToArray();
        var parameters = totals.Select(costs => costs["params"]).Order().ToArray();
        var multiplyAdds = totals.Select(costs => costs["macs"]).Order().ToArray();
        parameters.Count(count => count <= 100_000).ShouldBeInRange(310, 410);
        multiplyAdds[50].ShouldBeInRange(0.8e6, 1.0e6);
        multiplyAdds[500].ShouldBeInRange(4.6e6, 5.8e6);
        multiplyAdds[950].ShouldBeInRange(16e6, 20e6);
    }

    [Fact]
    public void A_plain_network_of_three_convolutions_costs_what_the_page_says()
    {
        var plain = Tiny.Genotypes.Parse(
            "activation=relu;block.op=conv;block.residual=false;stem.channels=16;" + string.Join(';', new[] { 32, 64, 64 }.Select((width, i) => $"stage{i + 1}.width={width};stage{i + 1}.depth=1")));
        var costs = CostTable.Totals(Tiny.Resolve(plain, Signature));

        // Stem 784·9·16, then 196·9·16·32, 49·9·32·64, 9·9·64·64, and the head.
        costs["macs"].ShouldBe((784 * 144) + (196 * 4_608) + (49 * 18_432) + (9 * 36_864) + 640);
    }
}
