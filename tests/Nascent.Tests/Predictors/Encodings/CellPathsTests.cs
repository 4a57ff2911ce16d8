using Nascent.Genotypes;
using Nascent.Predictors.Encodings;
using Nascent.Spaces.Catalog;
using Nascent.Testing.Search;

namespace Nascent.Tests.Predictors.Encodings;

public sealed class CellPathsTests
{
    private const string OnePath = "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|";

    [Fact]
    public void A_cell_of_four_nodes_and_five_operators_has_155_places() => Paths().Length.ShouldBe(5 + 25 + 125);

    [Fact]
    public void A_path_is_the_sequence_of_its_operators() =>
        Of(OnePath).ShouldBe([5 + (3 * 5) + 1]); // two operators: number 3, then number 1

    [Fact]
    public void What_no_path_reaches_changes_nothing() =>
        Of("|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|none~0|skip_connect~1|none~2|").ShouldBe(Of(OnePath));

    [Fact]
    public void All_paths_of_a_full_cell_are_there() =>
        Of("|skip_connect~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|avg_pool_3x3~0|skip_connect~1|nor_conv_1x1~2|")
            .ShouldBe([4, 5 + (1 * 5) + 1, 5 + (2 * 5) + 2, 30 + (((1 * 5) + 3) * 5) + 2]);

    [Fact]
    public void A_table_whose_decisions_are_edges_is_a_cell() =>
        CellPaths.Of(Flat("1<-0", "2<-0", "2<-1")).ShouldNotBeNull().Length.ShouldBe(2 + 4);

    [Fact]
    public void Other_spaces_have_no_paths()
    {
        CellPaths.Of(SmallSpaces.Layers.Genotypes).ShouldBeNull();
        CellPaths.Of(SmallSpaces.One.Genotypes).ShouldBeNull();
        CellPaths.Of(SpaceCatalog.Create("tiny-cnn").Genotypes).ShouldBeNull();
        CellPaths.Of(Flat("1<-0", "2<-0", "2<-1", "other")).ShouldBeNull();
        CellPaths.Of(Flat("1<-0", "2<-0")).ShouldBeNull();
    }

    private static DecisionSpace Flat(params string[] names) =>
        new DecisionSpace("flat", names.Select(name => new Decision(new DecisionPath(name), DecisionKind.Operator, ["none", "conv"], false)));

    private static CellPaths Paths() => CellPaths.Of(NasBench201.Create().Genotypes).ShouldNotBeNull();

    private static int[] Of(string text) => [.. Paths().Of(NasBench201.Create().Genotypes.AnswersOf(NasBench201.Parse(text)))];
}
