using Nascent.Strategies;
using Nascent.Torch.Strategies.Controllers;

namespace Nascent.Torch.Strategies.Ppo;

/// <summary>Options of proximal policy optimisation: those of its controller, which learns from five trials at once by default, and its own.</summary>
public sealed record PpoOptions : ControllerOptions
{
    /// <summary>The defaults.</summary>
    public PpoOptions() => Batch = 5;

    /// <summary>ε: how far from 1 the ratio of probabilities still counts.</summary>
    [Option(0.001, 1, "ε: how far from 1 the ratio of a genotype's probabilities still counts")]
    public double Clip { get; init; } = 0.2;

    /// <summary>Gradient steps on each batch.</summary>
    [Option(1, 100, "gradient steps on each batch")]
    public int Epochs { get; init; } = 5;
}
