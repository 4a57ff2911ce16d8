using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Trust;
using Nascent.Tasks;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>Candidates by their score in the search and by what full training gave them.</summary>
public static class TrustChart
{
    /// <summary>The picture, or null with fewer than three candidates: two dots always lie on a line.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="candidates">What was trained in full, the best score first.</param>
    /// <param name="winner">The number of the run's winner, or null.</param>
    public static string? Draw(RunSpec spec, IReadOnlyList<TrustCandidate> candidates, int? winner)
    {
        var (searched, metric) = (spec.TrialObjectives[0].Metric, spec.Objectives[0].Metric);
        var shown = candidates.Where(candidate => candidate.Trial.Metrics[searched] is not null && candidate.Values.Length > 0).ToArray();
        if (shown.Length < TrustReport.FewestCandidates)
            return null;
        var plot = Plot.Begin(
            "Score in the search and after full training", ($"{RunWords.SearchScore(spec)} in the search", searched, shown.Select(candidate => candidate.Trial.Metrics[searched]!.Value)),
            ($"validation {Metric.TitleOf(metric)}, full training", metric, shown.SelectMany(candidate => candidate.Values)));
        foreach (var candidate in shown)
        {
            var (x, style) = (candidate.Trial.Metrics[searched]!.Value, candidate.Trial.Number == winner ? "winner" : "runner-up");
            var told = $"trial {candidate.Trial.Number}: {Figures.Of(searched, x)} in the search, {string.Join(" and ", candidate.Values.Select(value => Figures.Of(metric, value)))} after full training";
            if (candidate.Values.Length > 1)
                plot.Curve([(x, candidate.Values.Min()), (x, candidate.Values.Max())], $"curve-full {style}", told);
            plot.Dot(x, candidate.Values.Average(), candidate.Trial.Number == winner ? 7 : 5, $"dot {style}", told);
        }

        return plot.ToString();
    }
}
