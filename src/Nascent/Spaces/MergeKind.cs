namespace Nascent.Spaces;

/// <summary>How branches are joined.</summary>
public enum MergeKind
{
    /// <summary>Their sum; branches are aligned to the first one's shape.</summary>
    Add,

    /// <summary>One after another along the channels or features; images are aligned to the first one's size.</summary>
    Concat,
}
