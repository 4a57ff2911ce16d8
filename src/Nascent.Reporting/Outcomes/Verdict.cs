using System.Collections.Immutable;
using Nascent.Reporting.Numbers;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Outcomes;

/// <summary>What may honestly be said of the chosen network, compared with the baselines.</summary>
public static class Verdict
{
    /// <summary>One sentence on the test scores; it says so if a baseline is better, or if the seeds cannot distinguish them.</summary>
    /// <param name="candidates">The candidates with their test scores.</param>
    /// <param name="objective">The first objective.</param>
    public static string Of(ImmutableArray<CandidateSummary> candidates, Objective objective)
    {
        var winner = candidates.FirstOrDefault(candidate => candidate.IsWinner);
        if (winner?.Test is not { } mine)
            return "The chosen network has no test score yet.";
        var rivals = candidates.Where(candidate => candidate.Candidate.BaselineName is not null && candidate.Test is not null)
            .OrderByDescending(candidate => objective.Maximise ? candidate.Test!.Mean : -candidate.Test!.Mean).ToArray();
        if (rivals.Length == 0)
            return "There is no baseline to compare it with.";
        var best = rivals[0];
        var lead = objective.Maximise ? mine.Mean - best.Test!.Mean : best.Test!.Mean - mine.Mean;
        var margin = Figures.DifferenceInWords(objective.Metric, Math.Abs(Figures.Shown(objective.Metric, mine.Mean) - Figures.Shown(objective.Metric, best.Test!.Mean)));
        var noise = Noise(mine, best.Test!);
        var (chosen, other) = (Figures.Of(objective.Metric, mine.Mean), Figures.Of(objective.Metric, best.Test!.Mean));
        var metric = Metric.TitleOf(objective.Metric);
        var others = rivals.Length == 1 ? "the baseline" : $"the best of {rivals.Length} baselines";
        if (noise > 0 && Math.Abs(lead) < 2 * noise)
            return $"Too close to call: the chosen network has a test {metric} of {chosen}, {others}, {best.Label}, one of {other}. These seeds cannot distinguish a difference of {margin}.";
        return lead < 0
            ? $"The baseline {best.Label} beats the chosen network by {margin} of test {metric} ({other} compared with {chosen}). It is the better choice here, unless the costs of the chosen network matter more."
            : $"The chosen network beats {others}, {best.Label}, by {margin} of test {metric} ({chosen} compared with {other}).{(mine.Count == 1 && best.Test.Count == 1 ? " With one seed each, this may be chance." : "")}";
    }

    /// <summary>The standard error of the difference, by the pooled variance of both: what a single seed leaves unknown the other's tell; zero where both are single.</summary>
    private static double Noise(Spread a, Spread b)
    {
        var freedom = a.Count + b.Count - 2;
        return freedom == 0 ? 0 : Math.Sqrt((Squares(a) + Squares(b)) / freedom * ((1.0 / a.Count) + (1.0 / b.Count)));
    }

    private static double Squares(Spread spread) => spread.Deviation is { } deviation ? deviation * deviation * (spread.Count - 1) : 0;
}
