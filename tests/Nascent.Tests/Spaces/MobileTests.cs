using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public class MobileTests : CatalogueContract
{
    private static readonly SearchSpace Bottlenecks = Mobile.Create();

    protected override SearchSpace Space => Bottlenecks;

    protected override Signature Signature => Signature.Image(3, 32, 40, 10);

    [Fact]
    public void The_resolution_is_a_resize_inside_the_network()
    {
        var resolution = Bottlenecks.Genotypes.Decisions.Single(decision => decision.Kind == DecisionKind.Resolution);
        resolution.Options.ShouldBe(["32", "48", "64", "96"]);
        var genotype = Bottlenecks.Genotypes.Complete(decision => decision == resolution ? 2 : 0, new(1));
        Bottlenecks.Resolve(genotype, Signature)[new("resize.resize")].Shape.ToString().ShouldBe("3×64×80");
    }
}
