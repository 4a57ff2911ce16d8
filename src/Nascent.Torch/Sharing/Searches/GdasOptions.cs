using Nascent.Strategies;
using Nascent.Torch.Sharing.Gradients;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>Options of GDAS.</summary>
public sealed record GdasOptions : GradientOptions
{
    /// <summary>The temperature of the first step.</summary>
    [Option(0.01, 100, "temperature of the first step")]
    public double FirstTemperature { get; init; } = 10;

    /// <summary>The temperature of the last step.</summary>
    [Option(0.01, 100, "temperature of the last step")]
    public double LastTemperature { get; init; } = 0.1;

    internal GdasSettings Settings(SharedSetting at) => Common(at, new GdasSettings { FirstTemperature = FirstTemperature, LastTemperature = LastTemperature });
}
