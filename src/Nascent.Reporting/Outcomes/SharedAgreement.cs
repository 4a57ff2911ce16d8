using System.Collections.Immutable;
using Nascent.Benchmarks.Statistics;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Search.SharedSearch;
using Nascent.Tasks;

namespace Nascent.Reporting.Outcomes;

/// <summary>How far scores by shared weights rank trials as short trainings of each by itself do, beside costs and scores without training, and at earlier stages of the supernet's training.</summary>
/// <param name="Count">Trials that were trained.</param>
/// <param name="Own">Kendall's τ of the scores.</param>
/// <param name="ByStage">That of the scores at each of <see cref="SharedStages.All"/>.</param>
/// <param name="Others">That of the costs, of which more is taken for better, and of scores without training.</param>
public sealed record SharedAgreement(int Count, Interval Own, ImmutableArray<(double Stage, Interval Tau)> ByStage, ImmutableArray<(string Name, Interval Tau)> Others)
{
    /// <summary>With fewer trials there is nothing to rank.</summary>
    public const int FewestTrials = 3;

    private static readonly string[] Judged = [Metric.Parameters.Name, Metric.Macs.Name];

    /// <summary>What ranks no worse than the scores, the best of them; null where the scores rank better than each.</summary>
    public string? Better => Others.Where(cost => cost.Tau.Value >= Own.Value).OrderByDescending(cost => cost.Tau.Value).Select(cost => cost.Name).FirstOrDefault();

    /// <summary>One sentence that says so.</summary>
    public string Sentence => Better is { } better
        ? $"Shared weights rank no better than {better} here ({Of(Own)}; {better} {Of(Others.First(cost => cost.Name == better).Tau)}; {Count} trials that were trained separately). Networks for full training are therefore chosen by these separate trainings, then by {better}."
        : $"Shared weights rank better than costs and training-free scores do here ({Of(Own)}; {string.Join(", ", Others.Select(cost => $"{cost.Name} {cost.Tau.Value:0.00}"))}; {Count} trials that were trained separately).";

    /// <summary>The agreement; null where fewer than three trials could be trained.</summary>
    /// <param name="state">The run, whose trials have scores.</param>
    /// <param name="found">What their trainings came to.</param>
    public static SharedAgreement? Of(RunState state, IReadOnlyList<CheckedTrial> found)
    {
        var (spec, trained) = (state.Spec!, found.Where(one => one.Value is not null).ToArray());
        if (trained.Length < FewestTrials)
            return null;
        var (objective, seed) = (spec.Objectives[0], new Seed(spec.Seed).Derive("check"));
        var sign = objective.Maximise ? 1 : -1;
        double[] truths = [.. trained.Select(one => sign * one.Value!.Value)];
        Interval Tau(Func<CheckedTrial, double> estimate)
        {
            // What is the same for all ranks nothing, trainings that end alike cannot be ranked, and neither has a τ.
            double[] estimates = [.. trained.Select(estimate)];
            return Array.TrueForAll(estimates, estimates[0].Equals) || Array.TrueForAll(truths, truths[0].Equals) ? new(0, 0, 0) : RankAgreement.Of(estimates, truths, 1, seed).Tau;
        }

        return new(
            trained.Length, Tau(one => objective.Score(state.Trials[one.Trial].Metrics)), [.. SharedStages.All.Select((stage, i) => (stage, Tau(one => sign * one.ByStage[i])))],
            [.. Judged.Select(cost => (cost, Tau(one => state.Trials[one.Trial].Metrics[cost] ?? double.NaN))), (Metric.ZeroCost.Name, Tau(one => one.WithoutTraining))]);
    }

    private static string Of(Interval tau) => $"Kendall's τ {tau.Value:0.00}, 95 % interval {tau.Low:0.00} to {tau.High:0.00}";
}
