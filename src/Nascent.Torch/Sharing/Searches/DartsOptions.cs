using Nascent.Strategies;
using Nascent.Torch.Sharing.Gradients;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>Options of DARTS.</summary>
public sealed record DartsOptions : GradientOptions
{
    /// <summary>Whether options learn from the loss after one more step of the weights.</summary>
    [Option("1: options learn from the loss after one more step of the weights, at four times the cost")]
    public bool SecondOrder { get; init; }

    /// <summary>How much the shares of the options are disturbed at the end (Chen and Hsieh 2020).</summary>
    [Option(0, 1, "how much the shares of the options are disturbed at the end, while the weights learn")]
    public double Perturbation { get; init; } = 0.3;

    internal MixtureSettings Settings(SharedSetting at) => Common(at, new MixtureSettings { SecondOrder = SecondOrder, Perturbation = Perturbation });
}
