namespace Nascent.Spaces;

/// <summary>The integers from <paramref name="Low"/> to <paramref name="High"/>, both included, in steps.</summary>
/// <param name="Low">The lowest value.</param>
/// <param name="High">No value is higher; at least <paramref name="Low"/>.</param>
/// <param name="Step">The distance of two values, at least 1; by default 1.</param>
public sealed record IntegerRange(int Low, int High, int Step = 1) : Choice<int>
{
    /// <inheritdoc/>
    public override ValueArray<int> Options { get; } =
        Step < 1 || High < Low ? [] : [.. Enumerable.Range(0, ((High - Low) / Step) + 1).Select(i => Low + (i * Step))];

    /// <inheritdoc/>
    public bool Equals(IntegerRange? other) => other is not null && (Low, High, Step) == (other.Low, other.High, other.Step);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Low, High, Step);
}
