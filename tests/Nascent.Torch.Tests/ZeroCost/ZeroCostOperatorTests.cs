using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;
using Nascent.Torch.ZeroCost;
using Nascent.Torch.ZeroCost.Probes;

namespace Nascent.Torch.Tests.ZeroCost;

public sealed class ZeroCostOperatorTests
{
    public static TheoryData<ActivationFunction> Functions => [.. Enum.GetValues<ActivationFunction>()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_pointwise_function_has_every_score(ActivationFunction function)
    {
        var net = new ArchitectureBuilder("one");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(1, 12, 12)));
        x = Networks.ConvNormAct(net, "a", x, Networks.Conv(8), function);
        x = net.Add(new("conv"), Networks.Conv(8), x); // a path for synflow where the function is a gate
        using var batch = ZeroCostBatch.Draw(SyntheticData.Bars(), 8, new Seed(1));
        var scores = new ZeroCostScorer(batch, ZeroCostScores.All).Score(Networks.Finish(net, x, 4), new Seed(2)).Scores;
        ZeroCostScores.All.Select(score => score.Name).Except(scores.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_operator_has_every_score()
    {
        var net = new ArchitectureBuilder("all");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(1, 12, 12)));
        x = net.Add(new("resize"), new Operator.Resize(9, 9), x);
        x = net.Add(new("drop"), new Operator.Dropout(0.3), Networks.ConvNormAct(net, "a", x, Networks.Conv(6, bias: true)));
        x = net.Add(new("layer"), new Operator.LayerNorm(), net.Add(new("max"), new Operator.Pool(PoolKind.Max, 3, 2, 1), x));
        var narrow = net.Add(new("slice"), new Operator.Slice(4), x);
        var wide = net.Add(new("pad"), new Operator.PadChannels(6), narrow);
        var zero = net.Add(new("zero"), new Operator.Zero(), x);
        x = net.Add(new("sum"), new Operator.Add(), x, wide, zero);
        var gate = net.Add(new("squeeze"), new Operator.GlobalPool(PoolKind.Max), x);
        gate = net.Add(new("gate"), new Operator.Activation(ActivationFunction.HardSigmoid), net.Add(new("excite"), Networks.Conv(6, kernel: 1, bias: true), gate));
        x = net.Add(new("gated"), new Operator.Multiply(), x, gate);
        x = net.Add(new("both"), new Operator.Concat(), x, net.Add(new("average"), new Operator.Pool(PoolKind.Average, 3, 1, 1), x));
        x = net.Add(new("depthwise"), Networks.Conv(12, groups: 12), x);
        using var batch = ZeroCostBatch.Draw(SyntheticData.Bars(), 8, new Seed(1));
        var scores = new ZeroCostScorer(batch, ZeroCostScores.All).Score(Networks.Finish(net, x, 4), new Seed(2)).Scores;
        ZeroCostScores.All.Select(score => score.Name).Except(scores.Keys).ShouldBeEmpty();
    }
}
