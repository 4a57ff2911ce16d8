using System.Collections.Immutable;

namespace Nascent.Onnx.Backbones;

/// <summary>How pixels 0 to 255 become the numbers that a backbone was trained on: (pixel − mean) / deviation, channel by channel.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Mean">One value each for red, green and blue.</param>
/// <param name="Deviation">One positive value each.</param>
public sealed record BackboneScale(string Name, ImmutableArray<double> Mean, ImmutableArray<double> Deviation)
{
    /// <summary>Mean and standard deviation of ImageNet's channels, as most published networks have it.</summary>
    public static readonly BackboneScale ImageNet = new("imagenet", [255 * 0.485, 255 * 0.456, 255 * 0.406], [255 * 0.229, 255 * 0.224, 255 * 0.225]);

    /// <summary>All of them, the default first.</summary>
    public static readonly ImmutableArray<BackboneScale> All =
    [
        ImageNet,
        new("0..1", [0, 0, 0], [255, 255, 255]),
        new("-1..1", [127.5, 127.5, 127.5], [127.5, 127.5, 127.5]),
        new("0..255", [0, 0, 0], [1, 1, 1]),
    ];

    /// <summary>The scale of a name.</summary>
    /// <exception cref="NascentException">There is none.</exception>
    public static BackboneScale Named(string name) => All.FirstOrDefault(scale => scale.Name == name) ?? throw NascentException.UnknownName("scale of a backbone's input", name, All.Select(scale => scale.Name));
}
