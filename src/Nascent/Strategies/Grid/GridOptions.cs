namespace Nascent.Strategies.Grid;

/// <summary>Options of grid search.</summary>
public sealed record GridOptions
{
    /// <summary>Whether genotypes come in the order of the space.</summary>
    [Option("1: in the order of the space, the last decision changing fastest; 0: evenly spread from a random start")]
    public bool Lexicographic { get; init; }
}
