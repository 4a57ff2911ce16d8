using System.CommandLine;
using Nascent.Cli.Hosting;
using Nascent.Cli.Lists;
using Nascent.Reporting.Documents;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent list WHAT</c>: what can be named on the command line.</summary>
internal static class ListCommand
{
    private static readonly string[] Names = [.. ListKinds.All.Select(kind => kind.Name)];

    public static Command Build(CliHost host)
    {
        var command = new Command("list", $"List what you can name: {string.Join(", ", Names)}. Without WHAT it lists everything except runs.");
        var what = new Argument<string?>("WHAT") { Arity = ArgumentArity.ZeroOrOne, Description = $"Which list: {string.Join(", ", Names)}." };
        var name = new Argument<string?>("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "One entry of the list. For a strategy its options are shown too." };
        var json = CommandTable.Json();
        command.Add(what);
        command.Add(name);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await WriteAsync(host, parsed.GetValue(what), parsed.GetValue(name), parsed.GetValue(json), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(CliHost host, string? what, string? name, bool json, CancellationToken cancellationToken)
    {
        if (what is not null && !Names.Contains(what))
            throw NascentException.UnknownName("list", what, Names);
        var page = new ListPage(host);
        foreach (var kind in ListKinds.All.Where(kind => what is null ? !kind.IsAskedFor : kind.Name == what))
        {
            var entries = await kind.Read(host, cancellationToken);
            if (name is not null)
                entries = [entries.FirstOrDefault(entry => entry.Name == name) ?? throw NascentException.UnknownName(kind.JsonKind.Split('-')[0], name, entries.Select(entry => entry.Name))];
            if (json)
                Write(new JsonLines(host.RawOutput), kind, entries);
            else if (name is not null)
                page.Write(entries[0]);
            else if (what is null)
                page.WriteTitled(kind, entries);
            else
                page.Write(kind, entries);
        }
    }

    private static void Write(JsonLines lines, ListKind kind, IReadOnlyList<ListEntry> entries)
    {
        foreach (var entry in entries)
            lines.Write(kind.JsonKind, entry.Fields);
    }
}
