using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public class PlainCnnTests : CatalogueContract
{
    private static readonly SearchSpace Networks = PlainCnn.Create();

    protected override SearchSpace Space => Networks;

    protected override Signature Signature => Signature.Image(1, 28, 28, 10);

    [Fact]
    public void Its_convolutions_are_dense_and_all_but_shortcuts_are_3x3()
    {
        for (var draw = 0; draw < 50; draw++)
            Networks.Resolve(Networks.Genotypes.Sample(new Seed(7).Derive(draw)), Signature).Nodes.Select(node => node.Operator).OfType<Operator.Convolution>()
                .ShouldAllBe(convolution => convolution.Groups == 1 && (convolution.Kernel == 3 || convolution.Kernel == 1));
    }

    [Fact]
    public void It_has_networks_for_a_small_limit() =>
        Enumerable.Range(0, 300).Count(draw => CostsOf(draw) <= 100_000).ShouldBeGreaterThan(20);

    private static long CostsOf(int draw) => Networks.Resolve(Networks.Genotypes.Sample(new Seed(8).Derive(draw)), Signature.Image(1, 28, 28, 10)).Weights.Sum(weight => weight.Parameters);
}
