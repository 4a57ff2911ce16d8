using Nascent.Cli.Hosting;

namespace Nascent.Cli.Lists;

/// <summary>One of the lists.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="JsonKind">What its entries are called in JSON.</param>
/// <param name="Read">Gives its entries.</param>
internal sealed record ListKind(string Name, string JsonKind, Func<CliHost, CancellationToken, Task<IReadOnlyList<ListEntry>>> Read)
{
    /// <summary>A list that is there at once.</summary>
    public ListKind(string name, string jsonKind, Func<CliHost, IEnumerable<ListEntry>> entries)
        : this(name, jsonKind, (host, _) => Task.FromResult<IReadOnlyList<ListEntry>>([.. entries(host)]))
    {
    }

    /// <summary>What a reader should know below the list; null for nothing.</summary>
    public Func<IReadOnlyList<ListEntry>, string?> Note { get; init; } = _ => null;

    /// <summary>Whether the overview of all lists leaves it out.</summary>
    public bool IsAskedFor { get; init; }
}
