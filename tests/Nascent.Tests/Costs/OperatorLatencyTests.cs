using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Costs;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Tests.Costs;

public class OperatorLatencyTests
{
    private static readonly OperatorLatency Made = new([0.01, 2e-8, 3e-8, 2e-7, 4e-8, 5e-8]);

    [Fact]
    public void An_operator_costs_its_products_by_kind_and_what_it_reads_and_writes_and_a_folded_norm_nothing()
    {
        var builder = new ArchitectureBuilder("by hand");
        var x = builder.Input("image", TensorType.Float(TensorShape.Image(3, 8, 8)));
        var stem = builder.Add(new("stem"), new Operator.Convolution(8, 3, 2, 1, 1, 1, false), x);
        var norm = builder.Add(new("norm"), new Operator.BatchNorm(), stem);
        var depthwise = builder.Add(new("depthwise"), new Operator.Convolution(8, 5, 1, 2, 1, 8, true), norm);
        var dense = builder.Add(new("dense"), new Operator.Convolution(8, 1, 1, 0, 1, 1, false), norm);
        var sum = builder.Add(new("add"), new Operator.Add(), depthwise, dense);
        var flat = builder.Add(new("flatten"), new Operator.Flatten(), builder.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), sum));
        builder.Output("scores", builder.Add(new("linear"), new Operator.Linear(10, true), flat));

        var costs = Made.PerNode(builder.Build()).ToDictionary(pair => pair.Node.Text, pair => pair.Cost);
        costs["norm"].ShouldBe(0);
        costs["stem"].ShouldBe(0.01 + (2e-8 * 16 * 8 * 27) + (5e-8 * (192 + 128)), 1e-12);
        costs["dense"].ShouldBe(0.01 + (3e-8 * 16 * 64) + (5e-8 * 256), 1e-12);
        costs["depthwise"].ShouldBe(0.01 + (2e-7 * 16 * 200) + (5e-8 * 256), 1e-12);
        costs["add"].ShouldBe(0.01 + (5e-8 * 384), 1e-12);
        costs["linear"].ShouldBe(0.01 + (4e-8 * 80) + (5e-8 * 18), 1e-12);
    }

    [Theory]
    [InlineData("tiny-cnn")]
    [InlineData("mobile")]
    [InlineData("nas-bench-201")]
    public void A_fit_to_measured_networks_predicts_others(string name)
    {
        var space = SpaceCatalog.Create(name);
        var networks = Enumerable.Range(0, 60).Select(i => space.Resolve(space.Genotypes.SampleByDecision(new Seed(1).Derive(i)), Signature.Image(3, 32, 32, 10))).ToArray();
        double Latency(Architecture network) => ((ICostModel)Made).Total(network);
        ICostModel fitted = OperatorLatency.Fit(networks[..40], [.. networks[..40].Select(Latency)]);
        fitted.Metric.ShouldBe("latency");
        foreach (var network in networks[40..])
            fitted.Total(network).ShouldBe(Latency(network), 0.02 * Latency(network));
    }
}
