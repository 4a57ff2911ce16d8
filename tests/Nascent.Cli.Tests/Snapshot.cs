using System.Runtime.CompilerServices;

namespace Nascent.Cli.Tests;

/// <summary>Compares text with a file beside the tests; NASCENT_UPDATE_SNAPSHOTS=1 writes the files anew.</summary>
internal static class Snapshot
{
    public static void Matches(string text, string name, [CallerFilePath] string? here = null)
    {
        var root = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(root, "Nascent.Cli.Tests.csproj")))
            root = Path.GetDirectoryName(root)!;
        var path = Path.Combine(root, "Snapshots", name + ".txt");
        text = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("NASCENT_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, text);
        text.ShouldBe(File.ReadAllText(path));
    }
}
