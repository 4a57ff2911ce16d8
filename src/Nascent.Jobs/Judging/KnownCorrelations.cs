using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Plans;
using Nascent.Reporting.Trust;
using Nascent.Runs;

namespace Nascent.Jobs.Judging;

/// <summary>What is known of how estimates rank candidates as full training does: from runs of this machine that were judged, and from this project's documentation.</summary>
internal static class KnownCorrelations
{
    /// <summary>What was trained less than this many times as long as a trial is no full training to judge that by.</summary>
    public const double LeastRatio = 4;

    /// <summary>Those that speak of a space, the best founded first: judged runs of the same data and space, those with the most candidates first, then the documentation's.</summary>
    /// <param name="host">The world around, in whose folder runs are.</param>
    /// <param name="spec">What a search would do.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    public static async Task<ImmutableArray<KnownCorrelation>> ForAsync(JobHost host, RunSpec spec, CancellationToken cancellationToken)
    {
        var judged = new List<(int Candidates, KnownCorrelation Known)>();
        foreach (var folder in RunFolder.List(host.PathOf(RunPaths.Runs)).Where(folder => File.Exists(folder.Path(RunPaths.Trust))))
            if (await OfAsync(folder, spec, cancellationToken) is { } found)
                judged.Add(found);
        return [.. judged.OrderByDescending(entry => entry.Candidates).Select(entry => entry.Known), .. DocumentedCorrelations.Of(spec)];
    }

    /// <summary>What a judged run says; null where it is of other data, another space or another metric, or says too little.</summary>
    internal static KnownCorrelation? Of(RunSpec spec, RunSpec asked, TrustReport? report)
    {
        if (report is null || spec.Data.Checksum != asked.Data.Checksum || !JsonNode.DeepEquals(spec.Space, asked.Space) || spec.Objectives[0] != asked.Objectives[0] || double.IsNaN(report.Judged[0].Agreement.Rho.Value))
            return null;
        if (report.Candidates.Length < TrustReport.FewestToBelieve || (spec.SearchObjectives is null && report.Epochs < LeastRatio * spec.Fidelity.Amount))
            return null;
        var values = report.Candidates.Select(candidate => candidate.Values.Average()).ToArray();
        var passes = spec.SearchObjectives is null ? spec.Fidelity.Amount : (double?)null;
        return new(spec.Estimator.Name, passes, report.Judged[0].Agreement.Rho, Spread.Of(values)!.Deviation, $"run {spec.Name}, {report.Candidates.Length} fully trained networks, {report.Epochs} epochs");
    }

    private static async Task<(int Candidates, KnownCorrelation Known)?> OfAsync(RunFolder folder, RunSpec asked, CancellationToken cancellationToken)
    {
        try
        {
            var state = await folder.ReadStateAsync(cancellationToken);
            var report = TrustEvidence.Judge(state, new TrustFile(folder.Path(RunPaths.Trust)).Read());
            return state.Spec is { } spec && Of(spec, asked, report) is { } known ? (report!.Candidates.Length, known) : null;
        }
        catch (NascentException)
        {
            return null; // a damaged run says nothing of this plan
        }
    }
}
