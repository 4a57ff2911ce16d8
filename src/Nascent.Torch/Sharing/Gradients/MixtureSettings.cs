namespace Nascent.Torch.Sharing.Gradients;

/// <summary>How <see cref="MixtureSearch"/> searches.</summary>
public sealed record MixtureSettings
{
    /// <summary>Where shares come from.</summary>
    public MixtureKind Kind { get; init; }

    /// <summary>Passes over the half of the training part that weights learn from, above 0; 50 in DARTS.</summary>
    public double Epochs { get; init; } = 50;

    /// <summary>The learning rate of the options' weights: 3e-4 in DARTS, 6e-4 in DrNAS.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>Their L2 decay.</summary>
    public double Decay { get; init; } = 1e-3;

    /// <summary>How strongly concentrations are held near 1, by the 2-norm of their distance: Dirichlet alone.</summary>
    public double Anchor { get; init; } = 1e-3;
}
