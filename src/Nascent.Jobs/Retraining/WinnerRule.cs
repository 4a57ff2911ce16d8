using System.Collections.Immutable;
using Nascent.Journal;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Retraining;

/// <summary>Which of the networks that were trained in full is handed over.</summary>
/// <remarks>
/// Limits come first, as between trials (Deb et al. 2002, constrained domination): of candidates whose mean scores keep all limits the best mean of the first objective wins; where none
/// keeps them, the one that breaks them least. Limits on costs that need no clock decided before the search trained anything.
/// </remarks>
internal static class WinnerRule
{
    /// <summary>The winner and its best replicate; null where no found network could be trained in full.</summary>
    /// <param name="spec">What was asked.</param>
    /// <param name="state">The state after full training.</param>
    /// <param name="latency">Times a candidate on an idle machine, in milliseconds; asked for where there is a limit on it.</param>
    public static RunEvent.WinnerChosen? Of(RunSpec spec, RunState state, Func<CandidateId, double> latency)
    {
        var objective = spec.Objectives[0];
        var order = new TrialOrder([objective], [.. spec.Constraints.Where(limit => limit.JudgesPredictions || IsLatency(limit))]);
        var best = state.Retrained.Where(result => result.Candidate.TrialNumber is not null).GroupBy(result => result.Candidate)
            .Select(group => (Candidate: group.Key, Runs: group.ToArray(), Means: MeansOf(group)))
            .OrderBy(one => order.Violation(spec.Constraints.Any(IsLatency) ? one.Means.With(Metric.Latency.Name, latency(one.Candidate)) : one.Means))
            .ThenByDescending(one => objective.Score(one.Means))
            .ThenBy(one => state.Plan!.Candidates.IndexOf(one.Candidate)).FirstOrDefault();
        return best.Runs is not { } runs ? null
            : new(best.Candidate, runs.OrderByDescending(result => objective.Score(result.Evaluation.Metrics)).ThenBy(result => result.Replicate).First().Replicate);
    }

    /// <summary>The mean of each metric over some full trainings that all have it.</summary>
    private static Metrics MeansOf(IEnumerable<RetrainResult> runs) => new(runs.SelectMany(run => run.Evaluation.Metrics.Values).GroupBy(pair => pair.Key)
        .Where(group => group.Count() == runs.Count()).ToImmutableSortedDictionary(group => group.Key, group => group.Average(pair => pair.Value)));

    private static bool IsLatency(Constraint limit) => limit.Metric == Metric.Latency.Name;
}
