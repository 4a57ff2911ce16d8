using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public sealed class CellStackTests
{
    private static readonly Signature Images = Signature.Image(1, 28, 28, 10);

    public static TheoryData<string> Names => [NasNet.Name, DartsCells.Name];

    [Theory]
    [MemberData(nameof(Names))]
    public void Cells_read_the_two_before_them_and_all_of_a_kind_share_their_answers(string name)
    {
        var space = SpaceCatalog.Create(name);
        space.Check(Images);
        space.Genotypes.Decisions.Select(decision => decision.Path.Text.Split('.')[0]).Distinct().ShouldBe(["normal", "reduction"]);
        for (var i = 0; i < 30; i++)
        {
            var network = space.Resolve(space.Genotypes.SampleByDecision(new Seed(3).Derive(i)), Images);
            network.Outputs[0].Type.Shape.ToString().ShouldBe("10");
        }
    }

    [Fact]
    public void The_second_cell_reads_the_stem_and_the_first_cell()
    {
        var space = NasNet.Create(filters: 4, repeats: 2, blocks: 1);
        var answers = space.Genotypes.Complete(decision => decision.Path.Text switch
        {
            var path when path.EndsWith("input[0].from", StringComparison.Ordinal) => 0,
            var path when path.EndsWith("input[1].from", StringComparison.Ordinal) => 1,
            _ => 0,
        }, default);
        var network = space.Resolve(answers, Images);
        network[new("stage1.cell[1].input[0].relu.act")].Inputs.ShouldBe([new("stem.norm")]);
        network[new("stage1.cell[1].input[1].relu.act")].Inputs.ShouldBe([new("stage1.cell[0].node[2].add")]);
    }

    [Fact]
    public void What_no_block_reads_is_the_output_of_a_nasnet_cell()
    {
        var space = NasNet.Create(filters: 4, repeats: 1, blocks: 3);
        Genotype With(int third) => space.Genotypes.Complete(decision => decision.Path.Text switch
        {
            "normal.node[4].input[0].from" => third,
            var path when path.EndsWith(".from", StringComparison.Ordinal) => 0,
            _ => 0,
        }, default);
        ChannelsOf(With(0)).ShouldBe(3 * 4, "no block reads another");
        ChannelsOf(With(2)).ShouldBe(2 * 4, "the third block reads the first");

        int ChannelsOf(Genotype genotype) => space.Resolve(genotype, Images)[new("stage1.cell[0].output")].Shape.Width;
    }

    [Fact]
    public void A_block_may_join_its_two_values_by_their_channels()
    {
        var space = NasNet.Create(filters: 4, repeats: 1, blocks: 1);
        var joined = space.Genotypes.Complete(decision => decision.Path.Text == "normal.node[2].merge" ? 1 : 0, default);
        space.Resolve(joined, Images)[new("stage1.cell[0].node[2].concat")].Shape.Width.ShouldBe(8);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reductions_halve_the_image_and_double_the_width(string name)
    {
        var space = SpaceCatalog.Create(name);
        var network = space.Resolve(space.Genotypes.SampleByDecision(new Seed(1)), Images);
        int[] sides = [.. new[] { "stage1.cell[1].input[1].conv.norm", "stage2.cell[0].input[1].conv.norm", "stage3.cell[1].input[1].conv.norm" }.Select(path => network[new(path)].Shape.Size(Nascent.Architectures.Axis.Height))];
        int[] widths = [.. new[] { "stage1.cell[1].input[1].conv.norm", "stage2.cell[0].input[1].conv.norm", "stage3.cell[1].input[1].conv.norm" }.Select(path => network[new(path)].Shape.Width)];
        sides.ShouldBe([28, 14, 7]);
        widths.ShouldBe([16, 32, 64]);
    }

    [Theory]
    [InlineData(0, 4, "found 0 inputs, expected 1 or 2")]
    [InlineData(2, 2, "found 2 nodes, expected at least 3 (the inputs and one more)")]
    public void A_cell_that_cannot_be_is_refused(int inputs, int nodes, string expected) => Should.Throw<NascentException>(() => SearchSpace.Image("x", net => net
        .Add(new Block.Cell("cell", nodes, [new("a", SpaceSyntax.Skip)]) { Inputs = inputs }).GlobalPool().Classifier())).Message.ShouldContain(expected);
}
