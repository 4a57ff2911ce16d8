using Nascent.Cli.Reporting;
using Nascent.Journal;
using Nascent.Runs;
using Nascent.Search;

namespace Nascent.Cli.Composition;

/// <summary>The report of a run as a file in its folder.</summary>
internal static class ReportFile
{
    /// <summary>Writes it; an older one is replaced.</summary>
    /// <returns>Its path.</returns>
    public static string Write(CliHost host, RunFolder folder, RunState state, LedgerAssumptions? assumptions = null)
    {
        var path = folder.Path(RunPaths.Report);
        File.WriteAllText(path + ".part", HtmlReport.Write(StoryTeller.Tell(folder, state, host.Shorten(folder.Root), assumptions)));
        File.Move(path + ".part", path, overwrite: true);
        return path;
    }
}
