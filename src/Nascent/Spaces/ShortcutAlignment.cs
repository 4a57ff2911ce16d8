namespace Nascent.Spaces;

/// <summary>What aligns two values that meet in a sum and differ in channels or features.</summary>
/// <remarks>Sizes of images that differ are aligned before, by average pooling with the stride between them, or by a resize where no stride fits.</remarks>
public enum ShortcutAlignment
{
    /// <summary>A 1×1 convolution with batch normalisation (He et al. 2016, option B); a linear layer for vectors.</summary>
    Projection,

    /// <summary>The first channels, or zeros appended (He et al. 2016, option A): no weights.</summary>
    SlicePad,

    /// <summary>Nothing: the connection exists only where both shapes are equal (Sandler et al. 2018).</summary>
    WhenEqual,
}
