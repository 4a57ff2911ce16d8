namespace Nascent.Architectures.Operators;

/// <summary>Which widths (channels or features) an operator's inputs must have.</summary>
public enum InputWidths
{
    /// <summary>Each its own.</summary>
    Any,

    /// <summary>All the same.</summary>
    Equal,

    /// <summary>That of the first, such as a gate that takes the width of what it is for.</summary>
    AsFirst,
}
