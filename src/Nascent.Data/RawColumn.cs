namespace Nascent.Data;

/// <summary>One column of a table, as it is in the file.</summary>
public abstract record RawColumn
{
    private RawColumn(string name) => Name = name;

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Some of its rows.</summary>
    /// <param name="rows">Which, by number, in the order in which they shall be.</param>
    public RawColumn Take(int[] rows) => this switch
    {
        Numbers numbers => new Numbers(Name, Array.ConvertAll(rows, row => numbers.Values[row])),
        Texts texts => new Texts(Name, Array.ConvertAll(rows, row => texts.Values[row])),
        _ => throw new InvalidOperationException($"No rows of {GetType().Name}."),
    };

    /// <summary>Numbers, in double precision, so that large ones keep the digits in which they differ; a missing one is NaN.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Values">One per row.</param>
    public sealed record Numbers(string Name, double[] Values) : RawColumn(Name)
    {
        /// <inheritdoc/>
        public override int Count => Values.Length;
    }

    /// <summary>Texts; a missing one is empty.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Values">One per row.</param>
    public sealed record Texts(string Name, string[] Values) : RawColumn(Name)
    {
        /// <inheritdoc/>
        public override int Count => Values.Length;
    }
}
