using Nascent.Files;
using Nascent.Jobs.Hosting;
using Nascent.Journal;
using Nascent.Reporting.Html;
using Nascent.Runs;
using Nascent.Search;

namespace Nascent.Jobs.Opening;

/// <summary>The report of a run as a file in its folder.</summary>
public static class ReportFile
{
    /// <summary>Writes it; an older one is replaced.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="NascentException">Nothing is recorded of the run; a report that is there is left.</exception>
    public static string Write(JobHost host, RunFolder folder, RunState state, LedgerAssumptions? assumptions = null)
    {
        if (state.Spec is null)
            throw new NascentException($"Run '{folder.Name}': nothing is recorded, so there is nothing to report.");
        var path = folder.Path(RunPaths.Report);
        WholeFile.WriteText(path, HtmlReport.Write(StoryTeller.Tell(folder, state, host.Shorten(folder.Root), assumptions)));
        return path;
    }
}
