using Nascent.Spaces;
using Nascent.Tasks;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Tests.Spaces;

public class StrideTests
{
    [Fact]
    public void A_layer_with_a_stride_of_its_own_leaves_the_one_that_waits_to_the_next()
    {
        var space = SearchSpace.Image("strides", net => net
            .Downsample().Conv("first", channels: 4, stride: OneOf(1, 2)).Conv("second", channels: 4).GlobalPool().Classifier());
        Heights(space).ShouldBe(["first.stride=1: 16 8", "first.stride=2: 8 4"]);
    }

    [Fact]
    public void A_stride_that_every_layer_leaves_is_pooled()
    {
        var space = SearchSpace.Image("strides", net => net
            .Group("stage", stage => stage.Downsample().Conv("first", channels: 4, stride: OneOf(1, 2))).Conv("second", channels: 4).GlobalPool().Classifier());
        Heights(space).ShouldBe(["stage.first.stride=1: 16 8", "stage.first.stride=2: 8 4"]);
    }

    private static IEnumerable<string> Heights(SearchSpace space)
    {
        var signature = Signature.Image(3, 16, 16, 2);
        space.Check(signature);
        return space.Genotypes.Enumerate().Select(genotype => $"{genotype}: {string.Join(' ', space.Resolve(genotype, signature).Nodes
            .Where(node => node.Path.Text.EndsWith(".conv", StringComparison.Ordinal)).Select(node => node.Shape.Size("height")))}");
    }
}
