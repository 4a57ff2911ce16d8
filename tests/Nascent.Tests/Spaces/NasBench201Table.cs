using System.Globalization;
using System.IO.Compression;
using Nascent.Testing;

namespace Nascent.Tests.Spaces;

/// <summary>The rows of the published table of NAS-Bench-201.</summary>
internal static class NasBench201Table
{
    /// <summary>Each architecture's string and the columns that were asked for; the test is skipped where the table is missing.</summary>
    public static IEnumerable<(string Architecture, double[] Values)> Read(params string[] columns)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(ExternalData.PathOf("nas/nb201.csv.gz")), CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        var places = columns.Select(column => Array.IndexOf(header, column)).ToArray();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            yield return (cells[1], [.. places.Select(place => double.Parse(cells[place], CultureInfo.InvariantCulture))]);
        }
    }
}
