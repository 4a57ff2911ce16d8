using System.Xml.Linq;

namespace Nascent.Packages.Tests;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The project of the tool, which is a package but no library.</summary>
    public const string Tool = "Nascent.Cli";

    public static string Root { get; } = Find();

    /// <summary>The names of all libraries, which are also those of their packages, in order.</summary>
    public static IEnumerable<string> Libraries { get; } =
    [
        .. Directory.GetFiles(PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project)).Where(name => name != Tool).Order(StringComparer.Ordinal),
    ];

    /// <summary>The program that is built outside of the repository against the packages.</summary>
    public static string Guest { get; } = PathOf("tests", "Nascent.Packages.Tests", "Guest", "Program.cs");

    /// <summary>The version that all packages have.</summary>
    public static string Version { get; } = XDocument.Load(PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>The full path of a file or folder of the repository.</summary>
    public static string PathOf(params string[] relative) => Path.Combine([Root, .. relative]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Nascent.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Nascent.slnx.");
    }
}
