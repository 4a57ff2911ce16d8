using System.Collections.Immutable;

namespace Nascent.Data.Reading;

/// <summary>How the files of a format are named: by an ending, which begins with a dot, or by a word that the name holds.</summary>
/// <param name="Said">Endings and words that errors list.</param>
internal sealed record FileNames(params ImmutableArray<string> Said)
{
    private const string Gzip = ".gz";

    /// <summary>Endings and words that are known too, but that errors do not list.</summary>
    public ImmutableArray<string> Unsaid { get; init; } = [];

    /// <summary>Endings that are known too, but say so little of the format that they stay in the name of the data.</summary>
    public ImmutableArray<string> Vague { get; init; } = [];

    /// <summary>Whether <c>.gz</c> may follow.</summary>
    public bool AlsoGzipped { get; init; }

    /// <summary>The endings that are taken off to name the data.</summary>
    public IEnumerable<string> Endings => Said.Concat(Unsaid).Where(IsEnding);

    /// <summary>Whether what is said of it is an ending, rather than a word inside.</summary>
    public static bool IsEnding(string said) => said[0] == '.';

    /// <summary>The name of a file without folders and without <c>.gz</c>.</summary>
    public static string WithoutGzip(string path) => TakeOff(Path.GetFileName(path), [Gzip]);

    /// <summary>The name of a file or folder without folders, compression and the given endings.</summary>
    public static string Bare(string path, IEnumerable<string> endings) =>
        TakeOff(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), [Gzip, ".tar", .. endings]);

    /// <summary>Whether a file is named so.</summary>
    public bool Fit(string path)
    {
        var name = AlsoGzipped ? WithoutGzip(path) : Path.GetFileName(path);
        return Said.Concat(Unsaid).Concat(Vague).Any(known =>
            IsEnding(known) ? name.EndsWith(known, StringComparison.OrdinalIgnoreCase) : name.Contains(known, StringComparison.OrdinalIgnoreCase));
    }

    private static string TakeOff(string name, IEnumerable<string> endings)
    {
        foreach (var ending in endings)
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && name.Length > ending.Length)
                name = name[..^ending.Length];
        return name;
    }
}
