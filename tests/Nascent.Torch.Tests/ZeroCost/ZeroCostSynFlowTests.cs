using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Torch.ZeroCost.Probes;
using Nascent.Torch.ZeroCost.Scores;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.ZeroCost;

public sealed class ZeroCostSynFlowTests
{
    [Fact]
    public void Two_linear_layers_conduct_what_a_hand_computes()
    {
        // |W₂| |W₁| 1 = 1 · (1 + 2) + 0.5 · (3 + 4) = 6.5, and each layer's Σ θ ∂R/∂θ is R.
        Of(Linears.Chain(2, 2, 1), new("layer[0].weight", [2, 2], [1, -2, 3, 4]), new("layer[1].weight", [1, 2], [-1, 0.5f]))!.Value.ShouldBe(Math.Log(13), 1e-12);
    }

    [Theory]
    [InlineData(1e10f)]
    [InlineData(1e-10f)]
    public void Depth_neither_overflows_nor_vanishes(float weight)
    {
        var layers = Enumerable.Range(0, 200).Select(i => new NamedTensor($"layer[{i}].weight", [1, 1], [weight])).ToArray();
        Of(Linears.Chain(1, [.. Enumerable.Repeat(1, 200)]), layers)!.Value.ShouldBe((200 * Math.Log(weight)) + Math.Log(200), 1e-6);
    }

    [Fact]
    public void Branches_of_very_different_sizes_add_up()
    {
        // x + 10²⁰ · 10²⁰ · x: the skip has no weight, so Σ over the two layers is 2 · 10⁴⁰.
        var net = new ArchitectureBuilder("residual");
        var x = net.Input("columns", TensorType.Float(TensorShape.Features(1)));
        var body = net.Add(new("b"), new Operator.Linear(1, false), net.Add(new("a"), new Operator.Linear(1, false), x));
        net.Output("scores", net.Add(new("sum"), new Operator.Add(), x, body));
        Of(net.Build(), new("a.weight", [1, 1], [1e20f]), new("b.weight", [1, 1], [-1e20f]))!.Value.ShouldBe(Math.Log(2) + (40 * Math.Log(10)), 1e-5);
    }

    [Fact]
    public void Normalisations_biases_and_gates_do_not_count()
    {
        var net = new ArchitectureBuilder("gated");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(1, 1, 1)));
        x = net.Add(new("conv"), Networks.Conv(1, kernel: 1, bias: true), x);
        x = net.Add(new("act"), new Operator.Activation(ActivationFunction.HardSwish), net.Add(new("norm"), new Operator.BatchNorm(), x));
        var gate = net.Add(new("open"), new Operator.Activation(ActivationFunction.Sigmoid), net.Add(new("gate"), Networks.Conv(1, kernel: 1), x));
        net.Output("map", net.Add(new("product"), new Operator.Multiply(), x, gate));
        Of(
            net.Build(), new("conv.weight", [1, 1, 1, 1], [-3]), new("conv.bias", [1], [50]), new("norm.weight", [1], [7]), new("norm.bias", [1], [9]),
            new("norm.running_mean", [1], [1]), new("norm.running_var", [1], [4]), new("gate.weight", [1, 1, 1, 1], [100]))!.Value.ShouldBe(Math.Log(3), 1e-12);
    }

    [Fact]
    public void A_network_without_a_path_has_no_score()
    {
        var net = new ArchitectureBuilder("cut");
        var x = net.Input("columns", TensorType.Float(TensorShape.Features(2)));
        net.Output("scores", net.Add(new("head"), new Operator.Linear(1, true), net.Add(new("none"), new Operator.Zero(), x)));
        Of(net.Build(), new("head.weight", [1, 2], [1, 1]), new("head.bias", [1], [1])).ShouldBeNull();
    }

    private static double? Of(Architecture architecture, params NamedTensor[] weights)
    {
        using var scope = NewDisposeScope();
        return SynFlow.Of(ProbeNetwork.Of(architecture, weights));
    }
}
