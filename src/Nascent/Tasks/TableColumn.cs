using System.Collections.Immutable;
using System.Text.Json.Serialization;

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

    /// <summary>The number of features that it gives.</summary>
    [JsonIgnore]
    public abstract int Features { get; }

    /// <summary>A number: (value − mean) / standard deviation; a missing value (NaN) becomes 0, and where <paramref name="HasMissing"/> a second feature is 1 there and 0 elsewhere.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Mean">Over the known values of the training part.</param>
    /// <param name="StandardDeviation">Over the same, positive.</param>
    /// <param name="HasMissing">Whether the training part has missing values.</param>
    public sealed record Numeric(string Name, double Mean, double StandardDeviation, bool HasMissing) : TableColumn(Name)
    {
        /// <inheritdoc/>
        public override int Features => HasMissing ? 2 : 1;
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
