using System.Globalization;
using Nascent.Benchmarks;
using Nascent.Data.Benchmarks;
using Nascent.Jobs.Hosting;

namespace Nascent.Jobs.Benching;

/// <summary>Finds benchmark tables: published ones by name, others by file.</summary>
public static class TableSource
{
    private const string Variable = "NASCENT_DATA";
    private const string Inside = "nas";

    /// <summary>Reads a table, named as it is or with the fidelity at which it is searched, as in <c>nb201:cifar10@200</c>.</summary>
    /// <returns>Its name with that fidelity, the table, and the fidelity, or null where none was named.</returns>
    /// <exception cref="NascentException">There is none of that name, or the file is no table.</exception>
    public static (string Name, BenchmarkTable Table, double? Fidelity) Read(JobHost host, string text)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || File.Exists(host.PathOf(text)) || !double.TryParse(text.AsSpan(at + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fidelity))
        {
            var plain = Find(host, text);
            return (plain.Name, plain, null);
        }

        var table = Find(host, text[..at]);
        return ($"{table.Name}@{fidelity:R}", table, fidelity);
    }

    private static BenchmarkTable Find(JobHost host, string name)
    {
        if (PublishedTables.Is(name))
            return PublishedTables.Read(name, Folder(host));
        if (File.Exists(host.PathOf(name)))
            return TableFile.Read(host.PathOf(name));
        if (name.Contains('/', StringComparison.Ordinal) || Path.HasExtension(name))
            throw new NascentException($"TABLE: found no file '{name}', expected a CSV, TSV or Parquet file, or a name ('nascent list tables').");
        throw NascentException.UnknownName("table", name, PublishedTables.Names);
    }

    /// <summary>The folder of the published tables' files.</summary>
    public static string Folder(JobHost host)
    {
        if (host.Environment(Variable) is { Length: > 0 } root)
            return Path.Combine(host.PathOf(root), Inside);
        var beside = Path.Combine("..", "shared", "data", Inside);
        string[] folders = [host.PathOf(beside), .. RootOf(host.Folder) is { } repository ? [Path.GetFullPath(beside, repository)] : Array.Empty<string>()];
        return folders.FirstOrDefault(Directory.Exists) ?? folders[0];
    }

    private static string? RootOf(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Nascent.slnx")))
                return at.FullName;
        return null;
    }
}
