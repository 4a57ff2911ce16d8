namespace Nascent.Architectures;

/// <summary>What a weight does in its operator: it decides initial values, weight decay and what an optimiser may change.</summary>
public enum WeightRole
{
    /// <summary>The kernel of a convolution or the matrix of a linear layer.</summary>
    Kernel,

    /// <summary>An added bias.</summary>
    Bias,

    /// <summary>The scale of a normalisation.</summary>
    Scale,

    /// <summary>The shift of a normalisation.</summary>
    Shift,

    /// <summary>The running mean of a batch normalisation: kept, not trained.</summary>
    RunningMean,

    /// <summary>The running variance of a batch normalisation: kept, not trained.</summary>
    RunningVariance,

    /// <summary>The nodes of decision trees: fitted otherwise than by gradients, kept in training.</summary>
    Structure,

    /// <summary>The bias of a function of one feature, which begins at random as its kernel does.</summary>
    Offset,

    /// <summary>The scale of a feature for one member of an ensemble, which begins at random near 1.</summary>
    MemberScale,
}
