namespace Nascent.Strategies.LocalSearch;

/// <summary>Options of local search.</summary>
public sealed record LocalSearchOptions
{
    /// <summary>How many random trials come before a climb.</summary>
    [Option(1, 100_000, "random trials before a climb, which begins at the best of them")]
    public int Starts { get; init; } = 10;

    /// <summary>Whether a climb moves to the first better neighbour.</summary>
    [Option("1: a climb moves to the first better neighbour; 0: to the best one, once all are known")]
    public bool First { get; init; } = true;
}
