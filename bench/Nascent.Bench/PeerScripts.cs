using System.Globalization;

namespace Nascent.Bench;

/// <summary>Scripts of bench/peers that run PyTorch.</summary>
internal static class PeerScripts
{
    /// <summary>Debian's interpreter, which finds its package python3-torch.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly string Most = int.MaxValue.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the setting <c>best</c> sets in the environment: glibc's allocator keeps memory.</summary>
    public static (string Name, string Value)[] EnvironmentOf(string setting) => setting == "best" ? [("MALLOC_MMAP_THRESHOLD_", Most), ("MALLOC_TRIM_THRESHOLD_", Most)] : [];

    /// <summary>Where a script stands.</summary>
    /// <exception cref="FileNotFoundException">It is in no folder above the program.</exception>
    public static string PathOf(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "bench", "peers", name)))
                return Path.Combine(folder.FullName, "bench", "peers", name);
        throw new FileNotFoundException($"bench/peers/{name} is in no folder above the program.");
    }
}
