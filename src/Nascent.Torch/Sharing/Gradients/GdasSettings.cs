namespace Nascent.Torch.Sharing.Gradients;

/// <summary>How <see cref="Gdas"/> searches.</summary>
public sealed record GdasSettings
{
    /// <summary>Passes over the half of the training part that weights learn from, above 0; 250 in the paper.</summary>
    public double Epochs { get; init; } = 50;

    /// <summary>The temperature of the first step, above 0.</summary>
    public double FirstTemperature { get; init; } = 10;

    /// <summary>The temperature of the last step, above 0.</summary>
    public double LastTemperature { get; init; } = 0.1;

    /// <summary>The share of the steps, from the first, in which the shared weights are trained alone, in the range [0, 1): options that need training are at a disadvantage before it (Xu et al. 2020 leave the options alone for 15 of 50 epochs).</summary>
    public double WarmUp { get; init; } = 0.3;

    /// <summary>The learning rate of the options' weights.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>Their L2 decay.</summary>
    public double Decay { get; init; } = 1e-3;
}
