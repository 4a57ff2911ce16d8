using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Nascent.Strategies;

/// <summary>An entry of the table of strategies: made by <see cref="Of{TOptions}"/> where it has options, else by <see cref="Of"/>.</summary>
public sealed record StrategyDescription
{
    // Read from the record's properties once they are asked for, so that a start of the program does not wait for those of all strategies.
    private readonly Lazy<OptionTable> _table;

    private StrategyDescription(string name, string help, Func<OptionTable> table, Func<object, IStrategy> create, string source, int version) =>
        (Name, Help, _table, Make, Source, Version) = (name, help, new(table), create, source, version);

    /// <summary>The name on the command line.</summary>
    public string Name { get; }

    /// <summary>One line that says what it does.</summary>
    public string Help { get; }

    /// <summary>The paper: authors and year; empty where there is none.</summary>
    public string Source { get; }

    /// <summary>Another one whenever the same seed would give other proposals; a run of another version does not resume.</summary>
    public int Version { get; }

    /// <summary>Its options, in the order they are listed.</summary>
    /// <exception cref="InvalidOperationException">A property of the options record cannot be an option.</exception>
    public ImmutableArray<StrategyOption> Options => _table.Value.All;

    /// <summary>Whether its trials may be of less than the run's fidelity.</summary>
    public bool UsesRungs { get; init; }

    /// <summary>Whether it searches over shared weights in a loop of its own, before the trials, which are then of what it prefers; what it creates proposes none.</summary>
    public bool SearchesSharedWeights { get; init; }

    private Func<object, IStrategy> Make { get; init; }

    /// <summary>Describes a strategy with options.</summary>
    /// <typeparam name="TOptions">A record whose options are properties with an <see cref="OptionAttribute"/>.</typeparam>
    /// <param name="name">The name on the command line, such as <c>local-search</c>.</param>
    /// <param name="help">One line that says what it does.</param>
    /// <param name="create">Makes a fresh strategy.</param>
    /// <param name="source">The paper: authors and year.</param>
    /// <param name="version">Another one whenever the same seed would give other proposals.</param>
    public static StrategyDescription Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions>(
        string name, string help, Func<TOptions, IStrategy> create, string source = "", int version = 1)
        where TOptions : class, new() =>
        new(name, help, OptionTable.Of<TOptions>, options => create((TOptions)options), source, version);

    /// <summary>Describes a strategy without options.</summary>
    /// <param name="name">The name on the command line.</param>
    /// <param name="help">One line that says what it does.</param>
    /// <param name="create">Makes a fresh strategy.</param>
    /// <param name="source">The paper: authors and year.</param>
    /// <param name="version">Another one whenever the same seed would give other proposals.</param>
    public static StrategyDescription Of(string name, string help, Func<IStrategy> create, string source = "", int version = 1) =>
        Of<NoOptions>(name, help, _ => create(), source, version);

    /// <summary>The values of all of its options, defaults where none are given.</summary>
    /// <exception cref="NascentException">An option is unknown or out of range.</exception>
    public ImmutableSortedDictionary<string, double> ValuesOf(ImmutableSortedDictionary<string, double> given)
    {
        foreach (var (name, value) in given)
        {
            var option = Options.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw NascentException.UnknownName($"option of strategy '{Name}'", name, Options.Select(candidate => candidate.Name));
            option.Require(Name, value);
        }

        return Options.ToImmutableSortedDictionary(option => option.Name, option => given.GetValueOrDefault(option.Name, option.Default), StringComparer.Ordinal);
    }

    /// <summary>Makes a strategy, filling in defaults.</summary>
    /// <exception cref="NascentException">An option is unknown or out of range.</exception>
    public IStrategy CreateWith(ImmutableSortedDictionary<string, double> given) => Make(_table.Value.Make(ValuesOf(given)));

    /// <summary>The same entry, which makes something else: for what a search over shared weights prefers.</summary>
    /// <param name="create">Makes a fresh strategy.</param>
    public StrategyDescription Making(Func<IStrategy> create) => this with { Make = _ => create() };

    /// <summary>The options record of these values, filling in defaults.</summary>
    /// <typeparam name="TOptions">The record that the strategy was described with.</typeparam>
    /// <exception cref="NascentException">An option is unknown or out of range.</exception>
    public TOptions OptionsWith<TOptions>(ImmutableSortedDictionary<string, double> given)
        where TOptions : class => (TOptions)_table.Value.Make(ValuesOf(given));

    /// <summary>The values that an options record holds, by name: as a run is given them and records them.</summary>
    /// <typeparam name="TOptions">The record that the strategy was described with.</typeparam>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public ImmutableSortedDictionary<string, double> ValuesIn<TOptions>(TOptions options)
        where TOptions : class =>
        Options.Zip(_table.Value.ValuesOf(Checked(options))).ToImmutableSortedDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);

    /// <summary>Options as they are, once their values are known to be in range: for the strategy's constructor.</summary>
    /// <typeparam name="TOptions">The record that the strategy was described with.</typeparam>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public TOptions Checked<TOptions>(TOptions options)
        where TOptions : class
    {
        foreach (var (option, value) in Options.Zip(_table.Value.ValuesOf(options)))
            option.Require(Name, value);
        return options;
    }

    private sealed class NoOptions;
}
