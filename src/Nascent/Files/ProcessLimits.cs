using System.Globalization;

namespace Nascent.Files;

/// <summary>The limits that the system sets to this process, as <c>ulimit</c> shows them.</summary>
public static class ProcessLimits
{
    /// <summary>The files that it may have open at once, as far as it may raise that itself; null where the system does not say, or sets none.</summary>
    public static long? OpenFiles => Hard("Max open files");

    /// <summary>The address space that it may use, in bytes; null where the system does not say, or sets none.</summary>
    public static long? AddressSpace => Hard("Max address space");

    // Limit | soft | hard | units, in columns: the hard one is what .NET raises the soft one to.
    private static long? Hard(string name)
    {
        const string Path = "/proc/self/limits";
        if (!File.Exists(Path))
            return null;
        foreach (var line in File.ReadLines(Path))
            if (line.StartsWith(name, StringComparison.Ordinal) && line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var hard, ..])
                return long.TryParse(hard, CultureInfo.InvariantCulture, out var limit) ? limit : null;
        return null;
    }
}
