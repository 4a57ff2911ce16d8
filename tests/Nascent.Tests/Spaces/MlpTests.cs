using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public class MlpTests : CatalogueContract
{
    private static readonly SearchSpace Perceptrons = Mlp.Create();

    protected override SearchSpace Space => Perceptrons;

    protected override Signature Signature => Signature.Features(13, 3);

    [Fact]
    public void Every_block_drops_out_at_the_same_rate()
    {
        var genotype = Perceptrons.Genotypes.Complete(decision => decision.Kind == DecisionKind.Depth ? 3 : decision.Path.Text == "regulariser.rate" ? 2 : 0, new(1));
        Perceptrons.Resolve(genotype, Signature).Nodes.Select(node => node.Operator).OfType<Operator.Dropout>()
            .ShouldBe(Enumerable.Repeat(new Operator.Dropout(0.2), 4));
    }
}
