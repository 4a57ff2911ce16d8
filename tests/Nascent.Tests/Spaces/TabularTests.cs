using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;
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
    public void With_features_as_they_are_its_networks_are_those_of_mlp()
    {
        var plain = Mlp.Create();
        Networks.Genotypes.Size.ShouldBe(3 * plain.Genotypes.Size);
        for (var draw = 0; draw < 20; draw++)
        {
            var genotype = plain.Genotypes.Sample(new Seed(6).Derive(draw));
            var same = Networks.Resolve(Networks.Genotypes.Complete(decision => decision.Options.IndexOf(genotype[decision.Path] ?? "skip"), new(1)), Signature);
            CanonicalHash.Of(same).ShouldBe(CanonicalHash.Of(plain.Resolve(genotype, Signature)));
        }
    }

    [Fact]
    public void Functions_stand_in_the_place_of_features()
    {
        var network = Networks.Resolve(Networks.Genotypes.Complete(decision => decision.Path.Text == "features" ? 1 : 0, new(1)), Signature);
        var reader = network.Nodes.Single(node => node.Inputs.Contains(network.Inputs.Single().Node));
        reader.Operator.ShouldBe(new Operator.FeatureEmbedding(8));
        reader.Shape.Width.ShouldBe(13 * 8);
    }

    [Fact]
    public void Periodic_functions_stand_beside_features()
    {
        var network = Networks.Resolve(Networks.Genotypes.Complete(decision => decision.Path.Text == "features" ? 2 : 0, new(1)), Signature);
        var reader = network.Nodes.Single(node => node.Inputs.Contains(network.Inputs.Single().Node));
        reader.Operator.ShouldBe(new Operator.PeriodicEmbedding(16, 0.4));
        reader.Shape.Width.ShouldBe(13 * 17);
    }

    [Fact]
    public void What_is_tried_first_has_functions_of_features_too_and_is_kept_in_the_file()
    {
        var first = Networks.Genotypes.First;
        first.Select(genotype => genotype[new("features")]).ShouldBe(["periodic_embedding", "skip", "periodic_embedding", "feature_embedding"]);
        SearchSpace.FromJson(Networks.ToJson()).Genotypes.First.ShouldBe(first);
    }
}
