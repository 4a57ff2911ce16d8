using Nascent.Cli.Help;
using Nascent.Cli.Hosting;

namespace Nascent.Cli.Lists;

/// <summary>Writes lists for people: one line per entry, the default first; wrapped on a terminal only.</summary>
/// <param name="host">The world around.</param>
internal sealed class ListPage(CliHost host)
{
    private int? Width => host.IsTerminal ? host.Width : null;

    /// <summary>Writes a list that was asked for by its name.</summary>
    public void Write(ListKind kind, IReadOnlyList<ListEntry> entries)
    {
        if (entries.Count == 0)
            host.Output.WriteLine($"No {kind.Name}: begin one with 'nascent search'.");
        else
            Write(kind, entries, entry => entry.Cited, indent: 0);
    }

    /// <summary>Writes a list among others, under its name.</summary>
    public void WriteTitled(ListKind kind, IReadOnlyList<ListEntry> entries)
    {
        host.Output.WriteLine(kind.Name);
        Write(kind, entries, entry => entry.Help, indent: 2);
        host.Output.WriteLine();
    }

    /// <summary>Writes one entry with its options.</summary>
    public void Write(ListEntry entry)
    {
        TwoColumns.Write(host.Output, [(entry.Title, entry.Cited)], 0, Width);
        if (entry.Options.IsEmpty)
            return;
        host.Output.WriteLine();
        host.Output.WriteLine("Options, set with --strategy-option NAME=NUMBER:");
        TwoColumns.Write(host.Output, entry.Options, 2, Width);
    }

    private void Write(ListKind kind, IReadOnlyList<ListEntry> entries, Func<ListEntry, string> text, int indent)
    {
        TwoColumns.Write(host.Output, [.. entries.OrderByDescending(entry => entry.IsDefault).Select(entry => (entry.Title, text(entry)))], indent, Width);
        if (kind.Note(entries) is { } note)
            TwoColumns.Write(host.Output, [(note, "")], indent, Width);
    }
}
