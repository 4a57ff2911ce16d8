using System.Collections.Immutable;

namespace Nascent.Strategies.Rungs;

/// <summary>How large brackets are.</summary>
internal static class BracketSizes
{
    /// <summary>Hyperband's brackets: one from each rung up, the cheapest first, each of about as much training as any other (Li et al. 2017, algorithm 1).</summary>
    /// <param name="ladder">The rungs.</param>
    /// <param name="most">How many brackets at most; 0 for all.</param>
    public static ImmutableArray<(int Start, int Size)> Hyperband(Ladder ladder, int most)
    {
        var count = most == 0 ? ladder.Rungs.Length : Math.Min(most, ladder.Rungs.Length);
        return [.. Enumerable.Range(0, count).Select(start => (start, Size(ladder, start, (double)ladder.Rungs.Length / (ladder.Rungs.Length - start))))];
    }

    /// <summary>The bracket from the cheapest rung up: of so many networks, or of as many as leave one at the top where that is 0.</summary>
    public static ImmutableArray<(int Start, int Size)> Single(Ladder ladder, int size) => [(0, size > 0 ? size : Size(ladder, 0, 1))];

    private static int Size(Ladder ladder, int start, double finalists) => (int)Math.Ceiling(ladder.Factors.Skip(start).Aggregate(finalists, (size, factor) => size * factor) - 1e-9);
}
