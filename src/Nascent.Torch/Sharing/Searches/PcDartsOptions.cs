using Nascent.Strategies;
using Nascent.Torch.Sharing.Gradients;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>Options of PC-DARTS.</summary>
public sealed record PcDartsOptions : GradientOptions
{
    /// <summary>The defaults.</summary>
    public PcDartsOptions() => LearningRate = 0.0003;

    /// <summary>Into how many equal groups channels are split, of which one passes through the options.</summary>
    [Option(1, 64, "number of equal groups of channels, of which one passes through the options")]
    public int Parts { get; init; } = 4;

    internal MixtureSettings Settings(SharedSetting at) => Common(at, new MixtureSettings { Parts = Parts });
}
