namespace Nascent.Reporting.Pictures;

/// <summary>Which point of a text its place is.</summary>
public enum PictureAnchor
{
    /// <summary>The left end of its base line.</summary>
    Start,

    /// <summary>The middle of its base line.</summary>
    Middle,

    /// <summary>The right end of its base line.</summary>
    End,
}
