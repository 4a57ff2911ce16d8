using Nascent.Strategies;
using Nascent.Torch.Sharing.Controllers;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>Options of ENAS.</summary>
public sealed record EnasOptions : SharedOptions
{
    /// <summary>The defaults.</summary>
    public EnasOptions() => WarmUp = 0.5;

    /// <summary>The learning rate of the controller.</summary>
    [Option(1e-6, 1, "learning rate of the controller")]
    public double LearningRate { get; init; } = 0.0003;

    /// <summary>The weight of the entropy of the policy.</summary>
    [Option(0, 10, "weight of the entropy of the policy")]
    public double Entropy { get; init; } = 0.01;

    /// <summary>The share of the steps after the warm-up that train all options equally often.</summary>
    [Option(0, 1, "share of the steps after the warm-up that train all options equally often")]
    public double FairShare { get; init; } = 0.25;

    internal EnasSettings Settings(SharedSetting at) => new()
    {
        Epochs = at.Spec.Epochs,
        WarmUp = WarmUp,
        LearningRate = LearningRate,
        Entropy = Entropy,
        FairShare = FairShare,
    };
}
