using Nascent.Architectures.Operators;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public class TabularTests : CatalogueContract
{
    private static readonly SearchSpace Networks = Tabular.Create();

    protected override SearchSpace Space => Networks;

    protected override Signature Signature => Signature.Features(13, 3);

    [Fact]
    public void Half_of_its_networks_are_those_of_mlp() => Networks.Genotypes.Size.ShouldBe(2 * Mlp.Create().Genotypes.Size);

    [Fact]
    public void Functions_stand_in_the_place_of_features()
    {
        var network = Networks.Resolve(Networks.Genotypes.Complete(decision => decision.Path.Text == "features" ? 1 : 0, new(1)), Signature);
        var embedding = network.Nodes.Single(node => node.Operator is Operator.FeatureEmbedding);
        embedding.Shape.Width.ShouldBe(13 * 8);
        network.Nodes.Count(node => node.Inputs.Contains(new("columns"))).ShouldBe(1);
    }
}
