namespace Nascent.Architectures.Operators;

/// <summary>The kinds of multiply-accumulates that take unlike times.</summary>
public enum MacKind
{
    /// <summary>Those of a convolution of all channels with a kernel larger than 1×1.</summary>
    Dense,

    /// <summary>Those of a 1×1 convolution of all channels.</summary>
    Pointwise,

    /// <summary>Those of a convolution in groups, such as a depthwise one.</summary>
    Grouped,

    /// <summary>Those of a product of a vector and a matrix.</summary>
    Linear,
}
