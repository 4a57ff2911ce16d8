using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Costs;

namespace Nascent.Tests.Costs;

public class CostTests
{
    /// <summary>Two branches from one convolution, joined, pooled, classified: (3, 8, 8) → (8, 4, 4) → two of (8, 4, 4) → 10.</summary>
    private static Architecture Network()
    {
        var builder = new ArchitectureBuilder("by hand");
        var x = builder.Input("image", TensorType.Float(TensorShape.Image(3, 8, 8)));
        var stem = builder.Add(new("stem"), new Operator.Convolution(8, 3, 2, 1, 1, 1, false), x);
        var norm = builder.Add(new("norm"), new Operator.BatchNorm(), stem);
        var depthwise = builder.Add(new("depthwise"), new Operator.Convolution(8, 5, 1, 2, 1, 8, true), norm);
        var grouped = builder.Add(new("grouped"), new Operator.Convolution(8, 1, 1, 0, 1, 2, false), norm);
        var sum = builder.Add(new("add"), new Operator.Add(), depthwise, grouped);
        var flat = builder.Add(new("flatten"), new Operator.Flatten(), builder.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), sum));
        builder.Output("scores", builder.Add(new("linear"), new Operator.Linear(10, true), flat));
        return builder.Build();
    }

    [Fact]
    public void Parameters_are_counted_by_hand()
    {
        // stem 8·3·9, norm 8 + 8, depthwise 8·25 + 8, grouped 8·4, linear 8·10 + 10.
        Costs(new ParameterCount()).ShouldBe([("stem", 216), ("norm", 16), ("depthwise", 208), ("grouped", 32), ("linear", 90)]);
        CostTable.Totals(Network())["params"].ShouldBe(562);
    }

    [Fact]
    public void Multiply_adds_are_counted_by_hand()
    {
        // 4×4 positions: stem 8·3·9, depthwise 8·25, grouped 8·4; linear 8·10.
        Costs(new MultiplyAdds()).ShouldBe([("stem", 16 * 216), ("depthwise", 16 * 200), ("grouped", 16 * 32), ("linear", 80)]);
        CostTable.Totals(Network())["macs"].ShouldBe(7248);
    }

    [Fact]
    public void Peak_memory_is_what_is_alive_at_the_fullest_operator()
    {
        // While 'grouped' runs: norm (128), depthwise (128) and its own output (128) are alive; 'stem' held 192 + 128, 'add' 3 · 128.
        Costs(new PeakMemory()).ShouldBe([("grouped", 3 * 128 * 4)]);
    }

    [Fact]
    public void A_value_that_is_read_again_late_stays_in_memory()
    {
        var builder = new ArchitectureBuilder("shortcut");
        var x = builder.Input("columns", TensorType.Float(TensorShape.Features(100)));
        var narrow = builder.Add(new("narrow"), new Operator.Linear(10, true), x);
        var wide = builder.Add(new("wide"), new Operator.Linear(100, true), narrow);
        builder.Output("y", builder.Add(new("add"), new Operator.Add(), wide, x));
        new PeakMemory().PerNode(builder.Build()).ShouldBe([(new NodePath("add"), 300 * 4)]);
    }

    [Fact]
    public void Work_is_counted_by_hand()
    {
        // Every node 25,000. Each of 128 elements of a convolution 60; dense macs 1, grouped and depthwise 7, linear 1.5.
        Costs(new TrainingWork()).ShouldBe([
            ("stem", 25_000 + (128 * 60) + (16 * 216)),
            ("norm", 25_000),
            ("depthwise", 25_000 + (128 * 60) + (7 * 16 * 200)),
            ("grouped", 25_000 + (128 * 60) + (7 * 16 * 32)),
            ("add", 25_000), ("pool", 25_000), ("flatten", 25_000),
            ("linear", 25_000 + (1.5 * 80)),
        ], ignoreOrder: true);
        CostTable.Totals(Network())["work"].ShouldBe((8 * 25_000) + (3 * 128 * 60) + 3456 + (7 * 3712) + 120);
    }

    [Fact]
    public void Work_of_a_convolution_of_one_pixel_weighs_as_that_of_a_linear_layer()
    {
        var builder = new ArchitectureBuilder("pointwise");
        var x = builder.Input("image", TensorType.Float(TensorShape.Image(4, 5, 5)));
        builder.Output("y", builder.Add(new("pointwise"), new Operator.Convolution(6, 1, 1, 0, 1, 1, true), x));
        ((ICostModel)new TrainingWork()).PerNode(builder.Build()).ShouldBe([(new NodePath("pointwise"), 25_000 + (150 * 60) + (150 * 4 * 1.5))]);
    }

    [Fact]
    public void An_unknown_cost_lists_the_known_ones() =>
        Should.Throw<NascentException>(() => CostTable.Named("parms")).Message.ShouldBe("Unknown cost 'parms': expected one of params, macs, memory, work. Did you mean 'params'?");

    private static IEnumerable<(string, double)> Costs(ICostModel model) => model.PerNode(Network()).Select(pair => (pair.Node.Text, pair.Cost));
}
