using Xunit;

namespace Nascent.Testing;

/// <summary>Data that tests read but the repository does not hold: <c>NASCENT_DATA</c>, or <c>../shared/data</c> beside the repository.</summary>
public static class ExternalData
{
    /// <summary>The path of a file or folder; the test is skipped where it is missing.</summary>
    public static string PathOf(string relative)
    {
        var root = Environment.GetEnvironmentVariable("NASCENT_DATA") is { Length: > 0 } folder ? folder : Path.Combine(RepositoryRoot(), "..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine(root, relative));
        if (!Path.Exists(path))
            Assert.Skip($"{relative} is not in the folder that NASCENT_DATA names ({root}).");
        return path;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Nascent.slnx")))
                return folder.FullName;
        return AppContext.BaseDirectory;
    }
}
