using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Nascent.Tasks;

/// <summary>What turns raw input, as the user has it, into what a network reads; it is stored with the model and runs inside the deployed graph.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Image), "image")]
[JsonDerivedType(typeof(Table), "table")]
public abstract record Preprocessing
{
    private Preprocessing()
    {
    }

    /// <summary>Pixels 0 to 255 of (channels, height, width) → (pixel / 255 − mean) / standard deviation, channel by channel.</summary>
    /// <param name="Channels">1 for grey, 3 for red, green, blue.</param>
    /// <param name="Height">Rows.</param>
    /// <param name="Width">Columns.</param>
    /// <param name="Mean">One value a channel, of pixel / 255 over the training part.</param>
    /// <param name="StandardDeviation">One positive value a channel.</param>
    public sealed record Image(int Channels, int Height, int Width, ImmutableArray<double> Mean, ImmutableArray<double> StandardDeviation) : Preprocessing
    {
        /// <summary>How files became these pixels; null where the data was arrays, or was read by a version that ignored transparency.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ImageReading? Reading { get; init; }
    }

    /// <summary>Raw columns, each turned into one or more features, one after another.</summary>
    /// <param name="Columns">The columns that are read, in order; the label is not among them.</param>
    public sealed record Table(ImmutableArray<TableColumn> Columns) : Preprocessing
    {
        /// <summary>The number of features that all columns give together.</summary>
        [JsonIgnore]
        public int Features => Columns.Sum(column => column.Features);
    }
}
