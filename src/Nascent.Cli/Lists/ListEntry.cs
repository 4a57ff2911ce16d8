using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Nascent.Cli.Lists;

/// <summary>One thing that a list has.</summary>
/// <param name="Name">Its name, as the command line takes it.</param>
/// <param name="Help">One line that says what it is.</param>
/// <param name="Fields">The same for programs.</param>
internal sealed record ListEntry(string Name, string Help, JsonObject Fields)
{
    /// <summary>Where it comes from, such as a paper; empty for nothing. The overview of all lists leaves it out.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether it is what a search takes if nothing else is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Its options, each with its default and what it does; only the list of this entry alone shows them.</summary>
    public ImmutableArray<(string Setting, string Help)> Options { get; init; } = [];

    /// <summary>What it is, with its source.</summary>
    public string Cited => Source.Length > 0 ? $"{Help} [{Source}]" : Help;

    /// <summary>Its name, marked if it is the default.</summary>
    public string Title => IsDefault ? $"{Name} (default)" : Name;
}
