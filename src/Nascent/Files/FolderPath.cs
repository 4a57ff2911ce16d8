namespace Nascent.Files;

/// <summary>Paths that a file names, such as the journal of a run that somebody else made: they lead to a place inside of one folder, or are refused.</summary>
/// <remarks>All methods are safe for use by several threads.</remarks>
public static class FolderPath
{
    /// <summary>Whether a path is written so that it stays inside of the folder it starts from: relative, with no empty part, no <c>.</c> and no <c>..</c>.</summary>
    /// <param name="path">The path as it was found.</param>
    public static bool IsInside(string? path) => !string.IsNullOrEmpty(path) && !path.Contains('\0', StringComparison.Ordinal) && !Path.IsPathRooted(path)
        && path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).All(part => part is not ("" or "." or ".."));

    /// <summary>The full path of a file inside of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">Where it is, relative to the folder.</param>
    /// <exception cref="NascentException">The path leaves the folder, or a part of it is a link.</exception>
    public static string Of(string folder, string path)
    {
        if (!IsInside(path))
            throw new NascentException($"Folder '{folder}': found the path '{Shown(path)}', expected one that is relative to the folder and stays inside of it; whatever names it was changed or is not to be trusted.");
        var full = folder;
        foreach (var part in path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            full = Path.Combine(full, part);
            if (IsLink(full))
                throw LinkFound(folder, full);
        }

        return full;
    }

    /// <summary>Checks that nothing in a folder, at any depth, is a link to somewhere else. The folder itself may be one.</summary>
    /// <exception cref="NascentException">There is a link; the message names it.</exception>
    public static void RequireNoLinks(string folder)
    {
        var entries = new System.IO.Enumeration.FileSystemEnumerable<string>(
            folder, (ref entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true })
        {
            ShouldIncludePredicate = (ref entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        if (entries.FirstOrDefault(IsLink) is { } link) // a file that went meanwhile has every attribute
            throw LinkFound(folder, link);
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static NascentException LinkFound(string folder, string link) => new(
        $"Folder '{folder}': found the link '{Path.GetRelativePath(folder, link)}', expected files of its own alone; put what it leads to in its place, or do not use the folder.");

    private static string Shown(string? path) => path is { Length: > 120 } ? path[..120] + "…" : path ?? "";
}
