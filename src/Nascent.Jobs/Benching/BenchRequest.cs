using System.Collections.Immutable;
using Nascent.Benchmarks;
using Nascent.Reporting.Benches;
using Nascent.Trials;

namespace Nascent.Jobs.Benching;

/// <summary>What <c>bench</c> was asked for.</summary>
public sealed record BenchRequest
{
    /// <summary>Names and files of tables.</summary>
    public required ImmutableArray<string> Tables { get; init; }

    /// <summary>The strategies, in the order they were named.</summary>
    public required ImmutableArray<BenchStrategy> Strategies { get; init; }

    /// <summary>The budgets; each is a bench of its own.</summary>
    public required ImmutableArray<BenchBudget> Budgets { get; init; }

    /// <summary>Searches of each strategy.</summary>
    public required int Repeats { get; init; }

    /// <summary>The fidelity of a full evaluation; null for the highest.</summary>
    public double? Fidelity { get; init; }

    /// <summary>What is wanted, most important first; empty for the table's accuracy or first metric.</summary>
    public ImmutableArray<Objective> Objectives { get; init; } = [];

    /// <summary>What must hold, as it was written: the tables say which metrics there are.</summary>
    public ImmutableArray<string> Limits { get; init; } = [];

    /// <summary>The reference point of hypervolumes; null for the worst values.</summary>
    public ImmutableArray<double>? Reference { get; init; }

    /// <summary>Whether strategies see what is known before training: one or both.</summary>
    public required ImmutableArray<bool> Known { get; init; }

    /// <summary>Trial n is proposed once trials up to n − look-ahead are known.</summary>
    public required int LookAhead { get; init; }

    /// <summary>The key of all randomness.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The folder for pictures and numbers, or null.</summary>
    public string? Folder { get; init; }
}
