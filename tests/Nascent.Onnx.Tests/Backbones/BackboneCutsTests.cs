using Nascent.Onnx.Backbones;

namespace Nascent.Onnx.Tests.Backbones;

/// <summary>A network can be cut where one value carries all that it knows of the image.</summary>
public sealed class BackboneCutsTests
{
    [Fact]
    public void A_chain_can_be_cut_behind_every_operator()
    {
        var foreign = new ForeignModel(13);
        var first = foreign.Conv("x", 3, 8);
        var second = foreign.Add("Relu", [first]);
        foreign.Classify(second, 8);
        Cuts(foreign).ShouldBe([.. foreign.Graph.Node.Select(node => node.Output[0])]);
    }

    [Fact]
    public void A_value_that_a_shortcut_goes_past_is_no_cut()
    {
        var foreign = new ForeignModel(13);
        var stem = foreign.Conv("x", 3, 8);
        var inner = foreign.Conv(foreign.Add("Relu", [stem]), 8, 8);
        var sum = foreign.Add("Add", [inner, stem]);
        foreign.Classify(sum, 8);
        var cuts = Cuts(foreign);
        cuts.ShouldContain(stem);
        cuts.ShouldContain(sum);
        cuts.ShouldNotContain(inner);
    }

    [Fact]
    public void A_size_that_is_read_off_a_value_does_not_count()
    {
        var foreign = new ForeignModel(13);
        var stem = foreign.Conv("x", 3, 8);
        var batch = foreign.Add("Gather", [foreign.Add("Shape", [stem]), foreign.Integers(0)]);
        var pooled = foreign.Add("GlobalAveragePool", [foreign.Add("Relu", [stem])]);
        var flat = foreign.Add("Reshape", [pooled, foreign.Add("Concat", [batch, foreign.Integers(-1)], Export.Attribute.Of("axis", 0L))]);
        foreign.Classify(foreign.Add("Unsqueeze", [flat, foreign.Integers(2, 3)]), 8);
        Cuts(foreign).ShouldContain(pooled);
    }

    [Fact]
    public void Of_a_network_with_two_outputs_what_both_depend_on_is_cut()
    {
        var foreign = new ForeignModel(13);
        var stem = foreign.Conv("x", 3, 8);
        foreign.Classify(foreign.Conv(stem, 8, 4), 4);
        foreign.Classify(foreign.Conv(stem, 8, 6), 6);
        Cuts(foreign).ShouldBe([stem]);
    }

    [Fact]
    public void What_no_output_needs_does_not_count()
    {
        var foreign = new ForeignModel(13);
        var stem = foreign.Conv("x", 3, 8);
        foreign.Conv(stem, 8, 9);
        var relu = foreign.Add("Relu", [stem]);
        foreign.Classify(relu, 8);
        Cuts(foreign).ShouldContain(relu);
    }

    private static string[] Cuts(ForeignModel foreign) => [.. BackboneCuts.Of(foreign.Graph, "x").Select(cut => cut.Value)];
}
