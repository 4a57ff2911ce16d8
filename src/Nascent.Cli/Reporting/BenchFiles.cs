using Nascent.Cli.Outcome;

namespace Nascent.Cli.Reporting;

/// <summary>The files of a bench.</summary>
internal static class BenchFiles
{
    /// <summary>Writes them.</summary>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<BenchResult> results, BenchSuite? suite) => [folder, $"{results.Count}", $"{suite?.Problems}"];
}
