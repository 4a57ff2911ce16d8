namespace Nascent.Data;

/// <summary>One column of a table, as it is in the file.</summary>
public abstract record RawColumn
{
    private RawColumn(string name) => Name = name;

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Numbers; a missing one is NaN.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Values">One a row.</param>
    public sealed record Numbers(string Name, float[] Values) : RawColumn(Name);

    /// <summary>Texts; a missing one is empty.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="Values">One a row.</param>
    public sealed record Texts(string Name, string[] Values) : RawColumn(Name);
}
