using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Torch.ZeroCost;

namespace Nascent.Torch.Tests.ZeroCost;

public sealed class ZeroCostActivationTests
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
}
