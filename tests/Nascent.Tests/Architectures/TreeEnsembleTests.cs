using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Costs;

namespace Nascent.Tests.Architectures;

/// <summary>What a table of nodes says of its trees, and which tables are refused.</summary>
public sealed class TreeEnsembleTests
{
    // Two trees: x0 ≤ 1 ? 10 : (x1 ≤ 2 ? 20 : 30) for output 0; 5 for output 1.
    private static readonly float[] Nodes =
    [
        0, 1, 2, 3, 0, 0,
        0, 0, 1, 1, 1, 5,
        0, 0, 2, 2, 0, 10,
        1, 2, 4, 5, 0, 0,
        0, 0, 4, 4, 0, 20,
        0, 0, 5, 5, 0, 30,
    ];

    [Fact]
    public void Trees_nodes_and_depth_are_read_off_the_table() => Of(Nodes).ShouldBe(new Operator.TreeEnsemble(2, 2, 6, 2));

    [Fact]
    public void Each_node_counts_as_a_parameter_and_nothing_is_multiplied()
    {
        var builder = new ArchitectureBuilder("trees");
        builder.Output("scores", builder.Add(new("trees"), Of(Nodes), builder.Input("columns", TensorType.Float(TensorShape.Features(2)))));
        var network = builder.Build();
        CostTable.Named("params").Total(network).ShouldBe(6);
        CostTable.Named("macs").Total(network).ShouldBe(0);
        network.Weights.Single().Trainable.ShouldBeFalse();
    }

    [Theory]
    [InlineData(2, 0, "row 0: found children 0 and 3")] // the root leads to itself
    [InlineData(2, 3, "row 0: found children 3 and 3")] // both ways to one row
    [InlineData(20, 0, "found 0, expected a whole number from 3 to 5")] // back to the root: a circle
    [InlineData(20, 2, "found 2, expected a whole number from 3 to 5")] // to a row that another leads to
    [InlineData(21, 9, "found 9, expected a whole number from 3 to 5")]
    [InlineData(18, 2, "found 2, expected a whole number from 0 to 1")] // no such feature
    [InlineData(18, float.NaN, "found NaN, expected a whole number")]
    [InlineData(4, 2, "found 2, expected a whole number from 0 to 1")] // no such output
    [InlineData(2, 2.5f, "found 2.5, expected a whole number")]
    public void Damaged_tables_are_refused(int at, float value, string message)
    {
        var damaged = (float[])Nodes.Clone();
        damaged[at] = value;
        Should.Throw<NascentException>(() => Of(damaged)).Message.ShouldContain(message);
    }

    [Fact]
    public void Roots_stand_before_other_nodes()
    {
        float[] nodes = [0, 1, 1, 2, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 2, 2, 0, 2, 0, 0, 3, 3, 0, 3];
        Should.Throw<NascentException>(() => Of(nodes)).Message.ShouldContain("a root behind other nodes");
        Should.Throw<NascentException>(() => Operator.TreeEnsemble.Of(new("t", [4, 5], new float[20]), 2, 2)).Message.ShouldContain("expected rows of 6 numbers");
    }

    private static Operator.TreeEnsemble Of(float[] nodes) => Operator.TreeEnsemble.Of(new("trees.weight", [nodes.Length / 6, 6], nodes), features: 2, outputs: 2);
}
