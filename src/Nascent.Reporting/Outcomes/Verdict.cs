using System.Collections.Immutable;
using Nascent.Reporting.Numbers;
using Nascent.Trials;

namespace Nascent.Reporting.Outcomes;

/// <summary>What may honestly be said of the winner beside the baselines.</summary>
public static class Verdict
{
    /// <summary>One sentence on the test scores; it says so where a baseline is ahead or where seeds do not tell them apart.</summary>
    /// <param name="candidates">The candidates with their test scores.</param>
    /// <param name="objective">The first objective.</param>
    public static string Of(ImmutableArray<CandidateSummary> candidates, Objective objective)
    {
        var winner = candidates.FirstOrDefault(candidate => candidate.IsWinner);
        if (winner?.Test is not { } mine)
            return "The winner has no test score yet.";
        var rivals = candidates.Where(candidate => candidate.Candidate.BaselineName is not null && candidate.Test is not null)
            .OrderByDescending(candidate => objective.Maximise ? candidate.Test!.Mean : -candidate.Test!.Mean).ToArray();
        if (rivals.Length == 0)
            return "There is no baseline to compare with.";
        var best = rivals[0];
        var lead = objective.Maximise ? mine.Mean - best.Test!.Mean : best.Test!.Mean - mine.Mean;
        var margin = Figures.Difference(objective.Metric, Math.Abs(lead));
        var noise = Noise(mine, best.Test!);
        var compared = $"{Figures.Of(objective.Metric, mine.Mean)} against {Figures.Of(objective.Metric, best.Test!.Mean)}";
        var others = rivals.Length == 1 ? "the baseline" : $"the best of {rivals.Length} baselines";
        if (noise > 0 && Math.Abs(lead) < 2 * noise)
            return $"The found network and {others}, {best.Label}, are too close for these seeds to tell apart ({compared}, a difference of {margin}).";
        return lead < 0
            ? $"The baseline {best.Label} is ahead of the found network by {margin} on the test part ({compared}): here it is the better choice, unless the found network's costs matter more."
            : $"The found network beats {others}, {best.Label}, by {margin} on the test part ({compared}{(mine.Count == 1 && best.Test.Count == 1 ? "; one seed each, so chance cannot be told apart" : "")}).";
    }

    /// <summary>The standard error of the difference, by the pooled variance of both: what a single seed leaves unknown the other's tell; zero where both are single.</summary>
    private static double Noise(Spread a, Spread b)
    {
        var freedom = a.Count + b.Count - 2;
        return freedom == 0 ? 0 : Math.Sqrt((Squares(a) + Squares(b)) / freedom * ((1.0 / a.Count) + (1.0 / b.Count)));
    }

    private static double Squares(Spread spread) => spread.Deviation is { } deviation ? deviation * deviation * (spread.Count - 1) : 0;
}
