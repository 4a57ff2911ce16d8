using System.Text.Json.Serialization;

namespace Nascent.Tasks;

/// <summary>How image files become the pixels that a network reads, found on its training files and the same at prediction.</summary>
public sealed record ImageReading
{
    /// <summary>How images of another shape are fitted. Default: cropped.</summary>
    public ImageFit Fit { get; init; }

    /// <summary>The colour that transparent images are laid on and that bars have, as <c>#rrggbb</c>. Default: white.</summary>
    public string Background { get; init; } = "#ffffff";

    /// <summary>The range of 16-bit values that was in use, or null where 8 bits are read. Default: null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PixelRange? Range { get; init; }
}
