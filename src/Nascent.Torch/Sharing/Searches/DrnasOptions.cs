using Nascent.Strategies;
using Nascent.Torch.Sharing.Gradients;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>Options of DrNAS.</summary>
public sealed record DrnasOptions : GradientOptions
{
    /// <summary>The defaults.</summary>
    public DrnasOptions() => LearningRate = 0.001;

    /// <summary>How strongly concentrations are held near 1.</summary>
    [Option(0, 10, "how strongly concentrations are held near 1, by the 2-norm of their distance")]
    public double Anchor { get; init; } = 0.001;

    internal MixtureSettings Settings(SharedSetting at) => Common(at, new MixtureSettings { Kind = MixtureKind.Dirichlet, Anchor = Anchor });
}
