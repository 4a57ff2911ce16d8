using System.Collections.Immutable;
using System.CommandLine;

namespace Nascent.Cli.Help;

/// <summary>Commands or options under one heading of a page of help.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Symbols">What everybody sees, in order.</param>
/// <param name="Experts">What only <c>--help-all</c> shows, below the others.</param>
internal sealed record HelpGroup(string Title, ImmutableArray<Symbol> Symbols, ImmutableArray<Symbol> Experts)
{
    /// <summary>A group without options for experts.</summary>
    public HelpGroup(string title, params ImmutableArray<Symbol> symbols)
        : this(title, symbols, [])
    {
    }
}
