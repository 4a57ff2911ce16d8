namespace Nascent.Spaces;

/// <summary>Which normalisation follows a convolution or a linear layer.</summary>
public enum Normalisation
{
    /// <summary>None: the layer before it has a bias instead.</summary>
    None,

    /// <summary>Batch normalisation (Ioffe and Szegedy 2015).</summary>
    Batch,

    /// <summary>Layer normalisation (Ba et al. 2016).</summary>
    Layer,
}
