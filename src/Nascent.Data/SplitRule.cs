namespace Nascent.Data;

/// <summary>How samples that the data does not assign to a part are shared between training, validation and test.</summary>
public abstract record SplitRule
{
    private SplitRule()
    {
    }

    /// <summary>At random; for classification with the same share of every class in every part. The default.</summary>
    public sealed record Stratified : SplitRule;

    /// <summary>At random by whole groups: rows with the same value of <paramref name="Column"/> stay together. The column is no feature.</summary>
    /// <param name="Column">The name of the column whose values are the groups.</param>
    public sealed record ByGroup(string Column) : SplitRule;

    /// <summary>By time: the latest rows are the test, those before them the validation; rows of one time stay together. The column is no feature.</summary>
    /// <param name="Column">The name of the column that rows are ordered by, rising: numbers, or texts that are dates.</param>
    public sealed record ByTime(string Column) : SplitRule;

    /// <summary>As the data says and not otherwise: its training, validation and test parts must all be given.</summary>
    public sealed record Given : SplitRule;

    /// <summary>The column that decides, or null.</summary>
    public string? DecidingColumn => this switch
    {
        ByGroup rule => rule.Column,
        ByTime rule => rule.Column,
        _ => null,
    };

    /// <summary>Reads <c>stratified</c>, <c>group:COLUMN</c>, <c>time:COLUMN</c> or <c>given</c>.</summary>
    /// <exception cref="NascentException">It is none of these.</exception>
    public static SplitRule Parse(string text) => text.Split(':', 2) switch
    {
        ["stratified"] => new Stratified(),
        ["given"] => new Given(),
        ["group", { Length: > 0 } column] => new ByGroup(column),
        ["time", { Length: > 0 } column] => new ByTime(column),
        _ => throw new NascentException($"--split: found '{text}', expected one of stratified, group:COLUMN, time:COLUMN, given."),
    };
}
