namespace Nascent.Genotypes;

/// <summary>What a decision is about.</summary>
public enum DecisionKind
{
    /// <summary>Which operator or block.</summary>
    Operator,

    /// <summary>How many channels or features.</summary>
    Width,

    /// <summary>How many repetitions.</summary>
    Depth,

    /// <summary>The side of a kernel.</summary>
    Kernel,

    /// <summary>Whether a connection exists, or from where.</summary>
    Connection,

    /// <summary>Which activation function.</summary>
    Activation,

    /// <summary>Which normalisation.</summary>
    Normalisation,

    /// <summary>Which pooling.</summary>
    Pooling,

    /// <summary>The size that images are resized to inside the network.</summary>
    Resolution,

    /// <summary>How much wider something is than its input: the middle of an inverted bottleneck, the functions of features.</summary>
    Expansion,

    /// <summary>Any other attribute: groups, dilation, a rate.</summary>
    Other,

    /// <summary>A cost that is known beforehand: the weights of a frozen network.</summary>
    Cost,
}
