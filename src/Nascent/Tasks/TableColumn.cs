using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nascent.Tasks.Cells;

namespace Nascent.Tasks;

/// <summary>One raw column of a table and how it becomes features.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Numeric), "numeric")]
[JsonDerivedType(typeof(Categorical), "categorical")]
public abstract record TableColumn
{
    private TableColumn(string name) => Name = name;

    /// <summary>The column's name in the file.</summary>
    public string Name { get; }

    /// <summary>The name of the column of the file that it is read from; another one than <see cref="Name"/> where one column of the file gives several.</summary>
    [JsonIgnore]
    public virtual string Source => Name;

    /// <summary>The number of features that it gives.</summary>
    [JsonIgnore]
    public abstract int Features { get; }

    /// <summary>A number: (value − mean) / standard deviation, and its score by <see cref="Quantiles"/> if there are any; of a missing value (NaN) both are 0, and where <paramref name="HasMissing"/> a last feature is 1 there and 0 elsewhere.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Mean">Over the known values of the training part.</param>
    /// <param name="StandardDeviation">Over the same, positive.</param>
    /// <param name="HasMissing">Whether the training part has missing values.</param>
    public sealed record Numeric(string Name, double Mean, double StandardDeviation, bool HasMissing) : TableColumn(Name)
    {
        /// <inheritdoc/>
        public override int Features => 1 + (Quantiles is null ? 0 : 1) + (HasMissing ? 1 : 0);

        /// <summary>The scale of the second feature; null where there is none: of two different values it would be the first once more, and earlier versions had none.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public QuantileScale? Quantiles { get; init; }

        /// <summary>How the texts of the column are read as numbers; null for <see cref="NumberReading.Plain"/>.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public NumberReading? Reading { get; init; }

        /// <summary>What it tells of the dates of a column of the file; null where the file has the number itself.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateReading? Date { get; init; }

        /// <inheritdoc/>
        [JsonIgnore]
        public override string Source => Date?.Column ?? Name;

        /// <summary>Reads the text of a cell of <see cref="TableColumn.Source"/> as the training data was read.</summary>
        /// <param name="text">The text.</param>
        /// <param name="value">The number; NaN where the text says that it is missing.</param>
        /// <returns>Whether the text is one or the other.</returns>
        public bool TryRead(string text, out double value) => Date is { } date ? date.TryRead(text, out value) : (Reading ?? NumberReading.Plain).TryRead(text, out value);
    }

    /// <summary>A category: one feature each for the known categories; an unknown or missing one gives zeros.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Categories">The categories of the training part, in ordinal order of their text.</param>
    public sealed record Categorical(string Name, ImmutableArray<string> Categories) : TableColumn(Name)
    {
        /// <inheritdoc/>
        public override int Features => Categories.Length;
    }
}
