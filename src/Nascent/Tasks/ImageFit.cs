using System.Text.Json.Serialization;

namespace Nascent.Tasks;

/// <summary>How an image of another shape becomes one of the wanted height and width.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageFit>))]
public enum ImageFit
{
    /// <summary>Scaled until it covers the wanted size, then cropped around its centre.</summary>
    [JsonStringEnumMemberName("crop")]
    Crop,

    /// <summary>Scaled until it lies inside the wanted size; the bars that are left have the background's colour.</summary>
    [JsonStringEnumMemberName("letterbox")]
    Letterbox,

    /// <summary>Scaled to the wanted height and width, each by itself, so that shapes are distorted.</summary>
    [JsonStringEnumMemberName("stretch")]
    Stretch,
}
