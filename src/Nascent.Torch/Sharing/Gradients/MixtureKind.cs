namespace Nascent.Torch.Sharing.Gradients;

/// <summary>Where the shares of a mixture come from.</summary>
public enum MixtureKind
{
    /// <summary>The softmax of the options' weights (Liu et al. 2019, DARTS).</summary>
    Softmax,

    /// <summary>A draw from a Dirichlet distribution whose concentrations are ELU(weights) + 1 (Chen et al. 2021, DrNAS).</summary>
    Dirichlet,
}
