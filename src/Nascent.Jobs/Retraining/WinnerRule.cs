using System.Collections.Immutable;
using System.Globalization;
using Nascent.Journal;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Retraining;

/// <summary>Which of the models that were trained in full is handed over: a found network, or a baseline that is better.</summary>
/// <remarks>
/// Limits come first, as between trials (Deb et al. 2002, constrained domination): of candidates whose mean scores and costs keep all limits the best mean of the first objective wins; where none
/// keeps them, the one that breaks them least. A limit on work is about training, which is over, so it binds no baseline. Of equals the one of fewest parameters wins, so that none is handed over that another dominates; then a found network, then the first of the plan.
/// An ensemble is preferred where it is behind by no more than one standard error of the samples that scores are of.
/// </remarks>
internal static class WinnerRule
{
    /// <summary>The winner and its best replicate; null where no found network could be trained in full.</summary>
    /// <param name="spec">What was asked.</param>
    /// <param name="state">The state after full training.</param>
    /// <param name="latency">Times a candidate on an idle machine, in milliseconds; asked for where there is a limit on it.</param>
    /// <param name="leftOut">Samples that the trainings of a candidate have left out and were scored on.</param>
    public static RunEvent.WinnerChosen? Of(RunSpec spec, RunState state, Func<CandidateId, double> latency, int leftOut)
    {
        var objective = spec.Objectives[0];
        if (!state.Retrained.Any(result => result.Candidate.TrialNumber is not null))
            return null;
        var withBaselines = Metric.Find(objective.Metric) is { JudgesPredictions: true };
        var ranked = state.Retrained.Where(result => result.Candidate.TrialNumber is not null || (withBaselines && result.WeightsFile is not null)).GroupBy(result => result.Candidate)
            .Select(group => (Candidate: group.Key, Runs: group.ToArray(), Means: MeansOf(group)))
            .Select(one => (one.Candidate, one.Runs, Score: Told(objective.Score(one.Means)), Violation: Violation(spec, objective, one.Candidate, one.Runs[0].Costs, one.Means, latency)))
            .OrderBy(one => one.Violation).ThenByDescending(one => one.Score)
            .ThenBy(one => one.Runs[0].Costs[Metric.Parameters.Name] ?? 0).ThenBy(one => one.Candidate.BaselineName is not null).ThenBy(one => state.Plan!.Candidates.IndexOf(one.Candidate)).ToArray();
        var best = ranked.FirstOrDefault(one => one.Candidate == CandidateId.Ensemble && one.Violation == ranked[0].Violation && ranked[0].Score - one.Score <= NoiseOf(objective, one.Score, leftOut), ranked[0]);
        return new(best.Candidate, best.Runs.OrderByDescending(result => objective.Score(result.Evaluation.Metrics)).ThenBy(result => result.Replicate).First().Replicate);
    }

    // Means of the same scores differ in their last digits with the order of the sum; that must not decide.
    private static double Told(double score) => double.Parse(score.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // The best of many candidates is partly the luckiest. An ensemble was made by their losses, so that luck is not in its score.
    private static double NoiseOf(Objective objective, double score, int leftOut) => Metric.Named(objective.Metric).NoiseOf(Math.Abs(score), leftOut);

    private static double Violation(RunSpec spec, Objective objective, CandidateId candidate, Metrics costs, Metrics means, Func<CandidateId, double> latency)
    {
        var isBaseline = candidate.BaselineName is not null;
        ImmutableArray<Constraint> limits = [.. spec.Constraints.Where(limit => limit.JudgesPredictions || IsLatency(limit) || (isBaseline && limit.Metric != Metric.Work.Name))]; // the search decided of found networks' costs
        var values = costs.Values.Aggregate(means, (sum, pair) => sum.With(pair.Key, pair.Value));
        return new TrialOrder([objective], limits).Violation(limits.Any(IsLatency) ? values.With(Metric.Latency.Name, latency(candidate)) : values);
    }

    /// <summary>The mean of each metric over some full trainings that all have it.</summary>
    private static Metrics MeansOf(IEnumerable<RetrainResult> runs) => new(runs.SelectMany(run => run.Evaluation.Metrics.Values).GroupBy(pair => pair.Key)
        .Where(group => group.Count() == runs.Count()).ToImmutableSortedDictionary(group => group.Key, group => group.Average(pair => pair.Value)));

    private static bool IsLatency(Constraint limit) => limit.Metric == Metric.Latency.Name;
}
