using Nascent.Strategies;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>The options that all strategies over shared weights have.</summary>
public abstract record SharedOptions
{
    /// <summary>Passes over the half of the training data that the weights learn from; 0 for what the time of the run has room for.</summary>
    [Option(0, 10_000, "passes over the half of the training data that the weights learn from; 0: what the time has room for")]
    public double Epochs { get; init; } = 0;

    /// <summary>How many of the preferred networks become trials.</summary>
    [Option(1, 1000, "preferred networks that are tried after the search")]
    public int Candidates { get; init; } = 8;

    /// <summary>The share of the steps, from the first, in which the weights are trained alone.</summary>
    [Option(0, 0.99, "share of the steps in which the weights are trained alone")]
    public double WarmUp { get; init; } = 0.3;
}
