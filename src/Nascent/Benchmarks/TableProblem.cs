using System.Collections.Immutable;
using Nascent.Trials;

namespace Nascent.Benchmarks;

/// <summary>What is searched for in a table, with which budget.</summary>
/// <param name="Table">The table.</param>
/// <param name="Objectives">What is wanted, most important first; at least one.</param>
public sealed record TableProblem(BenchmarkTable Table, ImmutableArray<Objective> Objectives)
{
    /// <summary>What must hold.</summary>
    public ImmutableArray<Constraint> Constraints { get; init; } = [];

    /// <summary>The fidelity of a full evaluation: one of the table's levels (by default the highest), or 0 where it has none.</summary>
    public double Level { get; init; } = Table.Levels.IsEmpty ? 0 : Table.Levels[^1];

    /// <summary>The fidelities that strategies may use; <see cref="Level"/> is the last. Empty where the table has none.</summary>
    public ImmutableArray<double> Levels { get; init; } = [];

    /// <summary>Evaluations after which a search ends, or null.</summary>
    public int? Evaluations { get; init; }

    /// <summary>Seconds of the table's cost after which a search ends, or null; an evaluation that would end later is not made.</summary>
    public double? Seconds { get; init; }

    /// <summary>Trial n is proposed once trials up to n − look-ahead are known, at least 1.</summary>
    public int LookAhead { get; init; } = 1;

    /// <summary>Whether strategies may read what is known of architectures before training.</summary>
    public bool ShowsKnown { get; init; } = true;

    /// <summary>Proposals in a row that may cost nothing (invalid or proposed before) before a search ends.</summary>
    public int FruitlessProposals { get; init; } = 5000;

    /// <summary>The fidelity at which picks are compared on validation: the highest that the table has.</summary>
    public double ValidationLevel => Table.Levels.IsEmpty ? 0 : Table.Levels[^1];
}
