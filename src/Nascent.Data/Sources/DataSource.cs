namespace Nascent.Data.Sources;

/// <summary>Where data comes from: what the word DATA on the command line stands for.</summary>
public abstract record DataSource
{
    private DataSource()
    {
    }

    /// <summary>A data set of the <see cref="DataCatalog"/>.</summary>
    /// <param name="Entry">The catalogue's entry: its name and how it is read.</param>
    public sealed record BuiltIn(DataCatalogEntry Entry) : DataSource;

    /// <summary>A file or folder that exists.</summary>
    /// <param name="Path">The path, as it was given.</param>
    public sealed record FromPath(string Path) : DataSource;

    /// <summary>Resolves the word: nothing is the embedded data set; a built-in name wins over a file of the same name; else it is a path.</summary>
    /// <exception cref="NascentException">There is no such name, file or folder.</exception>
    public static DataSource Resolve(string? word)
    {
        if (word is null)
            return new BuiltIn(DataCatalog.Embedded);
        if (DataCatalog.Find(word) is { } entry)
            return new BuiltIn(entry);
        if (Path.Exists(word))
            return new FromPath(word);
        if (word.AsSpan().ContainsAny('/', '\\', '.'))
            throw new NascentException($"{word}: found no such file or folder, expected data: a file, a folder or one of {string.Join(", ", DataCatalog.All.Select(known => known.Name))}.");
        throw NascentException.UnknownName("data", word, DataCatalog.All.Select(known => known.Name));
    }
}
