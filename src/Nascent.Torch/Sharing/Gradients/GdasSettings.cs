namespace Nascent.Torch.Sharing.Gradients;

/// <summary>How <see cref="Gdas"/> searches.</summary>
public sealed record GdasSettings : GradientSettings
{
    /// <summary>The temperature of the first step, above 0.</summary>
    public double FirstTemperature { get; init; } = 10;

    /// <summary>The temperature of the last step, above 0.</summary>
    public double LastTemperature { get; init; } = 0.1;
}
