using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Nascent.Journal;

namespace Nascent.Runs;

/// <summary>Reads where a run is executed.</summary>
public static class RunManifestReader
{
    /// <summary>The manifest of this machine and process.</summary>
    /// <param name="version">Nascent's version.</param>
    /// <param name="packages">Versions of what computes, by name; .NET's is added.</param>
    public static RunManifest Read(string version, IReadOnlyDictionary<string, string> packages) => new(
        version,
        packages.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItem(".NET", Environment.Version.ToString()),
        OperatingSystemName(),
        Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Field("/proc/meminfo", "MemTotal") is { } kibibytes
            ? long.Parse(kibibytes.Split(' ')[0], CultureInfo.InvariantCulture) * 1024
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    private static string OperatingSystemName()
    {
        const string Release = "/etc/os-release";
        var name = File.Exists(Release)
            ? File.ReadLines(Release).Where(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)).Select(line => line[12..].Trim('"')).FirstOrDefault()
            : null;
        return name is null ? RuntimeInformation.OSDescription : $"{name} ({RuntimeInformation.OSDescription})";
    }

    private static string? Field(string path, string name) => !File.Exists(path) ? null : File.ReadLines(path)
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()).FirstOrDefault();
}
