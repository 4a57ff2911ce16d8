namespace Nascent.Torch.Sharing.Gradients;

/// <summary>When a search by gradients is stopped because it prefers networks that hardly learn anything, such as those of skip connections (Zela et al. 2020; Liang et al. 2019, DARTS+, count the skip connections of a cell).</summary>
/// <remarks>What a skip connection is depends on the space, so networks are judged by their parameters: a cell of skip connections, pooling and nothing has hardly any.</remarks>
public sealed record CollapseGuard
{
    /// <summary>What the decay of the shared weights and the disturbance of the options are multiplied by at each restart (Zela et al. 2020, who raise the decay by 3 when the loss becomes too sharp).</summary>
    internal const double Harder = 3;

    /// <summary>How often the options begin anew, with the shared weights as they are and stronger regularisation, before a collapse stops the search: at least 0, the default.</summary>
    public int Restarts { get; init; }

    /// <summary>The share of the space's networks, drawn decision by decision, that have more parameters than one that counts as collapsed, in the range (0, 1].</summary>
    public double ShareAbove { get; init; } = 0.9;

    /// <summary>The share of the steps after the warm-up in which nothing counts as collapsed, in the range [0, 1): the first preferences are chance.</summary>
    public double Patience { get; init; } = 0.1;

    /// <summary>How often the preferred network is looked at in the whole search, at least 1.</summary>
    public int Looks { get; init; } = 100;
}
