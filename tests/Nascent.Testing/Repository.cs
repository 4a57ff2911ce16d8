using System.Runtime.CompilerServices;

namespace Nascent.Testing;

/// <summary>The repository that these tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string? here = null)
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Nascent.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
