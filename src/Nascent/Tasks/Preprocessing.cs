using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Nascent.Tasks;

/// <summary>What turns raw input, as the user has it, into what a network reads; it is stored with the model and runs inside the deployed graph.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Image), "image")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Backbone), "backbone")]
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

        /// <summary>The features that are <see cref="TableColumn.Numeric.Quantiles">scores</see> of numbers: rising functions of the feature before them, which tell trees nothing new.</summary>
        [JsonIgnore]
        public IEnumerable<int> Scores => Columns.Select((column, i) => (Column: column, First: Columns.Take(i).Sum(before => before.Features)))
            .Where(one => one.Column is TableColumn.Numeric { Quantiles: not null }).Select(one => one.First + 1);
    }

    /// <summary>Images, then a frozen network, then the features that it gives at several places, one place after another, standardised.</summary>
    /// <param name="Pixels">The images that the frozen network reads.</param>
    /// <param name="Source">The name of the file that the network came in.</param>
    /// <param name="Sha256">SHA-256 of that file, lower-case hexadecimal.</param>
    /// <param name="Places">The places that features are taken from, from the first to the last in the network.</param>
    public sealed record Backbone(Image Pixels, string Source, string Sha256, ImmutableArray<BackbonePlace> Places) : Preprocessing
    {
        /// <summary>The number of features of all places together.</summary>
        [JsonIgnore]
        public int Features => Places.Sum(place => place.Features);

        /// <summary>The network as an ONNX model from pixels (batch, channels, height, width), uint8, to one output (batch, features) a place, standardised; it is stored beside this description.</summary>
        [JsonIgnore]
        public ReadOnlyMemory<byte> Model { get; init; }
    }
}
