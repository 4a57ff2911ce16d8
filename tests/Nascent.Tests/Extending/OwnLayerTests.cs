using System.Reflection;
using Nascent.Architectures;
using Nascent.Spaces;
using Nascent.Spaces.Json;
using Nascent.Tasks;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Tests.Extending;

public sealed class OwnLayerTests
{
    private static readonly Signature Image = Signature.Image(3, 13, 9, 5);

    private static readonly SearchSpace Space = SearchSpace.Image("own", net => net
        .Group("stage", stage => stage
            .Width(OneOf(8, 16)).Downsample()
            .Repeat("depth", Between(0, 2), block => block
                .OneOf("op", Conv(kernel: 3), new Gained { Groups = OneOf(2, 4), Place = OneOf(GainPlace.BeforeNorm, GainPlace.AfterNorm) })))
        .Add(new Gained { Channels = 8 }).Add(new Gained { Channels = 4 })
        .GlobalPool().Classifier());

    [Fact]
    public void The_decisions_of_a_layer_from_outside_are_found_and_counted()
    {
        Space.Genotypes.Decisions.Select(decision => $"{decision.Path}: {string.Join(' ', decision.Options)}").ShouldBe(
        [
            "stage.depth: 0 1 2", "stage.width: 8 16",
            "stage.block[0].op: conv gained", "stage.block[0].op/gained.groups: 2 4", "stage.block[0].op/gained.place: before_norm after_norm",
            "stage.block[1].op: conv gained", "stage.block[1].op/gained.groups: 2 4", "stage.block[1].op/gained.place: before_norm after_norm",
        ], ignoreOrder: true);
        Space.Genotypes.Size.ShouldBe(1 + (2 * 5) + (2 * 25)); // a block is a convolution, or one of 2 · 2 gains; the width is open where there is a block
    }

    [Fact]
    public void What_passes_the_check_resolves_and_takes_widths_and_strides()
    {
        Space.Check(Image);
        foreach (var genotype in Space.Genotypes.Enumerate())
        {
            var network = Space.Resolve(genotype, Image);
            network[new("gained2.conv")].Shape.ShouldBe(TensorShape.Image(4, 7, 5), genotype.ToString());
            network[new("gained.gain")].Operator.ShouldBe(new GroupGain(1));
        }
    }

    [Fact]
    public void The_check_names_its_decision()
    {
        var space = SearchSpace.Image("own", net => net.Add(new Gained { Channels = OneOf(4, 6), Groups = OneOf(2, 4) }).Classifier());
        Should.Throw<NascentException>(() => space.Check(Image)).Message
            .ShouldBe("Search space 'own', decision 'gained.groups': found 4 groups for 4 to 6 (multiples of 2) channels, expected groups that divide them.");
        Should.Throw<NascentException>(() => SearchSpace.Image("own", net => net.Add(new Gained { Groups = 0 }).Classifier())).Message
            .ShouldBe("Search space 'own', 'gained.groups': found 0, expected at least 1.");
    }

    [Fact]
    public void Files_hold_it_where_the_reader_is_told_of_its_kind()
    {
        var json = Space.ToJson();
        var read = SearchSpace.FromJson(json, "own.json", new Gained());
        read.Net.ShouldBe(Space.Net);
        read.ToJson().ShouldBe(json);
        Should.Throw<NascentException>(() => SearchSpace.FromJson(json, "own.json")).Message.ShouldContain("found \"gained\", expected one of conv, separable,");
        Should.Throw<NascentException>(() => SearchSpace.FromJson(json, "own.json", new Gained(), new Gained("other"))).Message
            .ShouldBe("Layer 'Gained': found the word 'gained', which Gained has, expected a word of its own.");
    }

    [Fact]
    public void Files_are_read_with_its_defaults_and_refused_by_its_attributes()
    {
        static SearchSpace Read(string attributes) =>
            SearchSpace.FromJson($$"""{"name": "a", "input": "image", "net": [{"type": "gained"{{attributes}}}, {"type": "classifier"}] }""", "a.json", new Gained { Groups = 2 });
        Read("").Net.ShouldBe(Chain(new Gained { Groups = 2 }, new Block.Classifier()));
        Read(""", "groups": 1, "place": "before_norm" """).Net.ShouldBe(Chain(new Gained { Place = GainPlace.BeforeNorm }, new Block.Classifier()));
        Should.Throw<NascentException>(() => Read(""", "place": "nowhere" """)).Message
            .ShouldBe("a.json, $.net[0].place: found \"nowhere\", expected one of \"after_norm\", \"before_norm\".");
        Should.Throw<NascentException>(() => Read(""", "kernel": 3""")).Message
            .ShouldBe("a.json, $.net[0]: found unknown member 'kernel', expected members type, name, channels, groups, place.");
    }

    [Fact]
    public void A_mixture_passes_a_part_of_the_channels_through_it_where_it_keeps_them()
    {
        static SearchSpace Mixed(int groups) => SearchSpace.Image("own", net => net
            .Conv("stem", channels: 8).OneOf("op", new Gained { Groups = groups }, Skip).GlobalPool().Classifier());
        Mixed(1).ResolveMixture(Image, _ => 0, parts: 4).Architecture[new("op/gained.gain")].Shape.Width.ShouldBe(2);
        Mixed(2).ResolveMixture(Image, _ => 0, parts: 4).Architecture[new("op/gained.gain")].Shape.Width.ShouldBe(8);
    }

    [Fact]
    public void Its_networks_are_told_apart_by_their_hashes() =>
        Space.Genotypes.Enumerate().Select(genotype => CanonicalHash.Of(Space.Resolve(genotype, Image))).Distinct().Count().ShouldBe((int)Space.Genotypes.Size);

    [Fact]
    public void Every_built_in_layer_can_stand_in_a_file()
    {
        var layers = typeof(Block).GetNestedTypes(BindingFlags.Public).Where(type => type.IsSubclassOf(typeof(Block.Layer)));
        LayerKinds.BuiltIn.Select(layer => layer.GetType()).ShouldBe(layers, ignoreOrder: true);
    }
}
