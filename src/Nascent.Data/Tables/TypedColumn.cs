namespace Nascent.Data.Tables;

/// <summary>A column of numbers or of texts.</summary>
internal abstract record TypedColumn(string Name)
{
    /// <summary>Numbers; a missing one is NaN.</summary>
    internal sealed record Numbers(string Name, double[] Values) : TypedColumn(Name);

    /// <summary>Texts; a missing one is empty.</summary>
    internal sealed record Texts(string Name, string[] Values) : TypedColumn(Name);

    /// <summary>The column as features are computed from it.</summary>
    public RawColumn ToRaw() => this switch
    {
        Numbers numbers => new RawColumn.Numbers(Name, numbers.Values),
        Texts texts => new RawColumn.Texts(Name, texts.Values),
        _ => throw new NotSupportedException(GetType().Name),
    };

    /// <summary>Whether a row's value is missing.</summary>
    public bool IsMissing(int row) => this switch
    {
        Numbers numbers => double.IsNaN(numbers.Values[row]),
        Texts texts => texts.Values[row].Length == 0,
        _ => throw new NotSupportedException(GetType().Name),
    };

    /// <summary>Some of the rows.</summary>
    public TypedColumn Take(int[] rows) => this switch
    {
        Numbers numbers => new Numbers(Name, Array.ConvertAll(rows, row => numbers.Values[row])),
        Texts texts => new Texts(Name, Array.ConvertAll(rows, row => texts.Values[row])),
        _ => throw new NotSupportedException(GetType().Name),
    };

    /// <summary>The number of different known values, counted up to <paramref name="most"/>.</summary>
    public int CountDistinct(int most) => this switch
    {
        Numbers numbers => numbers.Values.Where(value => !double.IsNaN(value)).Distinct().Take(most).Count(),
        Texts texts => texts.Values.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Take(most).Count(),
        _ => throw new NotSupportedException(GetType().Name),
    };
}
