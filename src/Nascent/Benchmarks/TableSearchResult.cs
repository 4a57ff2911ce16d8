using System.Collections.Immutable;
using Nascent.Trials;

namespace Nascent.Benchmarks;

/// <summary>One simulated search.</summary>
/// <param name="Trials">All of its trials.</param>
/// <param name="Path">The pick after each evaluation.</param>
/// <param name="Milliseconds">What the strategy itself took.</param>
public sealed record TableSearchResult(ImmutableArray<Trial> Trials, ImmutableArray<TablePick> Path, double Milliseconds)
{
    /// <summary>The pick at the end, or null where nothing was found that keeps the constraints.</summary>
    public TablePick? Pick => Path.IsEmpty || Path[^1].Row < 0 ? null : Path[^1];

    /// <summary>How many evaluations were made.</summary>
    public int Evaluations => Path.Length;

    /// <summary>What they cost by the table, in seconds.</summary>
    public double Seconds => Path.IsEmpty ? 0 : Path[^1].Seconds;
}

/// <summary>What a search would return after an evaluation.</summary>
/// <param name="Seconds">What was spent by then, by the table.</param>
/// <param name="Row">The architecture, or −1 where none keeps the constraints.</param>
public readonly record struct TablePick(double Seconds, int Row);
