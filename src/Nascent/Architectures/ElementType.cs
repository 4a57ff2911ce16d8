namespace Nascent.Architectures;

/// <summary>What the elements of a tensor are.</summary>
public enum ElementType
{
    /// <summary>32-bit IEEE floating point: what every value inside a network is.</summary>
    Float32,

    /// <summary>Bytes, 0 to 255: pixels as the user has them.</summary>
    UInt8,

    /// <summary>64-bit signed integers: tokens and class indices.</summary>
    Int64,
}
