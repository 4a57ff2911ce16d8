namespace Nascent.Torch.Sharing.Gradients;

/// <summary>How <see cref="MixtureSearch"/> searches.</summary>
public sealed record MixtureSettings
{
    /// <summary>Where shares come from.</summary>
    public MixtureKind Kind { get; init; }

    /// <summary>Passes over the half of the training part that weights learn from, above 0; 50 in DARTS.</summary>
    public double Epochs { get; init; } = 50;

    /// <summary>The share of the steps, from the first, in which the shared weights are trained alone, in the range [0, 1): options that need training are at a disadvantage before it (Xu et al. 2020 leave the options alone for 15 of 50 epochs).</summary>
    public double WarmUp { get; init; } = 0.3;

    /// <summary>The learning rate of the options' weights: 3e-4 in DARTS, 6e-4 in DrNAS.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>Their L2 decay.</summary>
    public double Decay { get; init; } = 1e-3;

    /// <summary>How strongly concentrations are held near 1, by the 2-norm of their distance: Dirichlet alone.</summary>
    public double Anchor { get; init; } = 1e-3;
}
