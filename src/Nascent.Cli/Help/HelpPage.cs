using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Invocation;
using Nascent.Cli.Hosting;

namespace Nascent.Cli.Help;

/// <summary>Writes a command's page of help: what it does, its options in groups, and examples.</summary>
/// <param name="host">The world around.</param>
/// <param name="layouts">How pages are ordered.</param>
/// <param name="all">Whether options for experts are shown too.</param>
internal sealed class HelpPage(CliHost host, HelpLayouts layouts, bool all) : SynchronousCommandLineAction
{
    private const int Indent = 2;

    /// <summary>Whatever else is wrong with the command line, help is given.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command);
        return ExitCode.Done;
    }

    /// <summary>Writes the page of a command.</summary>
    public void Write(Command command)
    {
        var layout = layouts.Of(command);
        var groups = layout.Groups.Select(group => (group.Title, Rows: RowsOf(group))).Where(group => group.Rows.Length > 0).ToArray();
        (string Name, string Text)[] arguments = [.. command.Arguments.Select(argument => (NameOf(argument), argument.Description ?? ""))];
        var first = TwoColumns.WidthOf(groups.SelectMany(group => group.Rows).Concat(arguments).Select(row => row.Name));
        foreach (var line in TwoColumns.Wrapped(command.Description ?? "", host.Width))
            host.Output.WriteLine(line);
        Title("Usage");
        host.Output.WriteLine($"  {Usage(command)}");
        Group("Arguments", arguments, first);
        foreach (var (title, rows) in groups)
            Group(title, rows, first);
        if (layout.Examples.IsEmpty)
            return;
        Title(layout.Examples.Length == 1 ? "Example" : "Examples");
        TwoColumns.Write(host.Output, layout.Examples, Indent, host.Width, layout.Examples.Max(example => example.Line.Length));
    }

    private void Group(string title, IReadOnlyCollection<(string Name, string Text)> rows, int first)
    {
        if (rows.Count == 0)
            return;
        Title(title);
        TwoColumns.Write(host.Output, rows, Indent, host.Width, first);
    }

    private void Title(string title)
    {
        host.Output.WriteLine();
        host.Output.WriteLine($"{title}:");
    }

    private ImmutableArray<(string Name, string Text)> RowsOf(HelpGroup group) =>
        [.. group.Symbols.Concat(all ? group.Experts : []).Where(symbol => !symbol.Hidden).Select(symbol => (NameOf(symbol), TextOf(symbol)))];

    private static string Usage(Command command) => command is RootCommand ? "nascent COMMAND [options]"
        : string.Join(' ', ["nascent", command.Name, .. command.Arguments.Select(NameOf), .. command.Options.Count == 0 ? [] : new[] { "[options]" }]);

    private static string NameOf(Symbol symbol) => symbol switch
    {
        Command command => string.Join(' ', [command.Name, .. command.Arguments.Select(NameOf)]),
        Option option => string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-')).Append(option.Name)) + (option.HelpName is { } value ? $" {value}" : ""),
        Argument { Arity: { MinimumNumberOfValues: 0 } } argument => $"[{argument.Name}]",
        Argument { Arity: { MaximumNumberOfValues: > 1 } } argument => $"{argument.Name}…",
        _ => symbol.Name,
    };

    // The list of commands has each command's first sentence; its own page has all of them.
    private static string TextOf(Symbol symbol) => symbol is Command { Description: { } text } && text.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? text[..(end + 1)] : symbol.Description ?? "";
}
