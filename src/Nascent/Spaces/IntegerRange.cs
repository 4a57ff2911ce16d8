using Nascent.Spaces.Compiling;

namespace Nascent.Spaces;

/// <summary>The integers from <paramref name="Low"/> to <paramref name="High"/>, both included, in steps.</summary>
/// <param name="Low">The lowest value.</param>
/// <param name="High">No value is higher; at least <paramref name="Low"/>.</param>
/// <param name="Step">The distance of two values, at least 1; by default 1.</param>
public sealed record IntegerRange(int Low, int High, int Step = 1) : Choice<int>
{
    /// <inheritdoc/>
    public override ValueArray<int> Options { get; } =
        Step < 1 || High < Low ? [] : [.. Enumerable.Range(0, CountOf(Low, High, Step)).Select(i => Low + (i * Step))];

    private static int CountOf(int low, int high, int step) => (((long)high - low) / step) + 1 is <= SpaceLimits.MostOptions and var count ? (int)count
        : throw new NascentException($"Range from {low} to {high}: found more than {SpaceLimits.MostOptions} numbers, expected at most as many; raise the step, or name the options.");

    /// <inheritdoc/>
    public bool Equals(IntegerRange? other) => other is not null && (Low, High, Step) == (other.Low, other.High, other.Step);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Low, High, Step);
}
