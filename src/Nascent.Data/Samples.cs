namespace Nascent.Data;

/// <summary>Some samples of a data set with what is to be predicted, in plain arrays.</summary>
/// <param name="Values">The raw inputs.</param>
/// <param name="Targets">What is to be predicted.</param>
public sealed record Samples(SampleValues Values, SampleTargets Targets)
{
    /// <summary>The number of samples.</summary>
    public int Count => Targets.Count;

    /// <summary>Some of these samples.</summary>
    /// <param name="rows">Which, by number, in the order in which they shall be.</param>
    public Samples Take(int[] rows) => new(Values.Take(rows), Targets.Take(rows));

    /// <summary>These samples and then others of the same kind.</summary>
    public Samples FollowedBy(Samples next) => new(
        (Values, next.Values) switch
        {
            (SampleValues.Pixels own, SampleValues.Pixels others) => own with { Bytes = [.. own.Bytes, .. others.Bytes] },
            (SampleValues.Columns own, SampleValues.Columns others) => own with { Raw = [.. own.Raw.Zip(others.Raw, FollowedBy)], Features = [.. own.Features, .. others.Features] },
            (SampleValues.Embedded own, SampleValues.Embedded others) => own with { Images = null, Features = [.. own.Features, .. others.Features] },
            _ => throw new ArgumentException($"Found {next.Values.GetType().Name} after {Values.GetType().Name}, expected samples of one kind.", nameof(next)),
        },
        (Targets, next.Targets) switch
        {
            (SampleTargets.Labels own, SampleTargets.Labels others) => new SampleTargets.Labels([.. own.Indices, .. others.Indices]),
            (SampleTargets.Numbers own, SampleTargets.Numbers others) => new SampleTargets.Numbers([.. own.Values, .. others.Values]),
            _ => throw new ArgumentException($"Found {next.Targets.GetType().Name} after {Targets.GetType().Name}, expected targets of one kind.", nameof(next)),
        });

    private static RawColumn FollowedBy(RawColumn own, RawColumn others) => (own, others) switch
    {
        (RawColumn.Numbers first, RawColumn.Numbers then) => first with { Values = [.. first.Values, .. then.Values] },
        (RawColumn.Texts first, RawColumn.Texts then) => first with { Values = [.. first.Values, .. then.Values] },
        _ => throw new ArgumentException($"Found {others.GetType().Name} after {own.GetType().Name} in column '{own.Name}', expected one kind.", nameof(others)),
    };
}
