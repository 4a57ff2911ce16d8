using System.Collections.Immutable;

namespace Nascent.Strategies;

/// <summary>An entry of the table of strategies.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Help">One line that says what it does.</param>
/// <param name="Source">The paper: authors and year.</param>
/// <param name="Version">Raised whenever the same seed would give other proposals; a run of another version does not resume.</param>
/// <param name="Options">Its options.</param>
/// <param name="Create">Makes a fresh one from values for all of its options.</param>
public sealed record StrategyDescription(
    string Name, string Help, string Source, int Version, ImmutableArray<StrategyOption> Options,
    Func<ImmutableSortedDictionary<string, double>, IStrategy> Create)
{
    /// <summary>Whether its trials may be of less than the run's fidelity.</summary>
    public bool UsesRungs { get; init; }

    /// <summary>Whether it searches over shared weights in a loop of its own, before the trials, which are then of what it prefers; <see cref="Create"/> makes what proposes none.</summary>
    public bool SearchesSharedWeights { get; init; }

    /// <summary>The values of all of its options, defaults where none are given.</summary>
    /// <exception cref="NascentException">An option is unknown or out of range.</exception>
    public ImmutableSortedDictionary<string, double> ValuesOf(ImmutableSortedDictionary<string, double> given)
    {
        foreach (var (name, value) in given)
        {
            var option = Options.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw NascentException.UnknownName($"option of strategy '{Name}'", name, Options.Select(candidate => candidate.Name));
            if (!(value >= option.Minimum && value <= option.Maximum))
                throw new NascentException($"Strategy '{Name}', option '{name}': found {value}, expected {option.Minimum} to {option.Maximum}.");
        }

        return Options.ToImmutableSortedDictionary(option => option.Name, option => given.GetValueOrDefault(option.Name, option.Default), StringComparer.Ordinal);
    }

    /// <summary>Makes a strategy, filling in defaults.</summary>
    /// <exception cref="NascentException">An option is unknown or out of range.</exception>
    public IStrategy CreateWith(ImmutableSortedDictionary<string, double> given) => Create(ValuesOf(given));
}
