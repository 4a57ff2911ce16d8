namespace Nascent.Data.Images;

/// <summary>Which files of a folder are its images.</summary>
public static class ImageFolder
{
    /// <summary>The images in a folder and in the folders below it, in ordinal order of their paths.</summary>
    /// <remarks>
    /// Files and folders whose names begin with a dot, and folders called <c>__MACOSX</c>, are left out. Links to folders are followed, except to a folder above;
    /// no folder is read twice.
    /// </remarks>
    /// <param name="folder">The folder.</param>
    /// <exception cref="NascentException">A folder may not be read.</exception>
    public static IEnumerable<string> FilesBelow(string folder) => FilesBelow(folder, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>The images in a folder, but not below it.</summary>
    internal static IEnumerable<string> FilesIn(string folder) => EntriesOf(folder, Directory.EnumerateFiles).Where(ImageFile.IsNamedSo);

    /// <summary>The files in a folder that are not hidden and not named like images.</summary>
    internal static IEnumerable<string> OtherFilesIn(string folder) => EntriesOf(folder, Directory.EnumerateFiles).Where(file => !ImageFile.IsNamedSo(file));

    /// <summary>The folders in a folder that are read.</summary>
    internal static string[] FoldersIn(string folder) => [.. EntriesOf(folder, Directory.EnumerateDirectories).Where(inner => !LeadsUp(inner, RealPathOf(folder)))];

    private static IEnumerable<string> FilesBelow(string folder, HashSet<string> seen)
    {
        if (!seen.Add(RealPathOf(folder)))
            yield break;
        var below = FoldersIn(folder).SelectMany(inner => FilesBelow(inner, seen));
        foreach (var file in FilesIn(folder).Concat(below))
            yield return file;
    }

    private static string[] EntriesOf(string folder, Func<string, IEnumerable<string>> read)
    {
        try
        {
            return [.. read(folder).Where(path => Path.GetFileName(path) is not (['.', ..] or "__MACOSX")).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new NascentException($"{folder}: the folder cannot be read ({failure.Message}), expected one that may be read.", failure);
        }
    }

    private static bool LeadsUp(string inner, string folder) =>
        RealPathOf(inner) is var real && (folder == real || folder.StartsWith(real + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static string RealPathOf(string folder)
    {
        try
        {
            return Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        }
        catch (IOException)
        {
            return Path.GetFullPath(folder);
        }
    }
}
