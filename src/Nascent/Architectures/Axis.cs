namespace Nascent.Architectures;

/// <summary>One named axis of a tensor.</summary>
/// <param name="Name">The axis's name, such as <see cref="Channels"/>.</param>
/// <param name="Size">How many elements it has, at least 1.</param>
public readonly record struct Axis(string Name, int Size)
{
    /// <summary>The feature maps of an image.</summary>
    public const string Channels = "channels";

    /// <summary>The rows of an image.</summary>
    public const string Height = "height";

    /// <summary>The columns of an image.</summary>
    public const string Width = "width";

    /// <summary>The elements of a vector.</summary>
    public const string Features = "features";
}
