using System.Collections.Immutable;
using Nascent.Numerics;
using Nascent.Reporting.Numbers;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Outcomes;

/// <summary>What may honestly be said of the chosen network, compared with the baselines.</summary>
/// <remarks>
/// The variance of a lead is that of training, s² (1/n₁ + 1/n₂) with s² pooled over the seeds of both, and that of the test set's samples, from a paired bootstrap (<see cref="TestLead"/>).
/// A lead counts where Student's t of it is significant at 5 %, two-sided, with degrees of freedom by Welch and Satterthwaite: n₁ + n₂ − 2 for the seeds, without limit for the samples.
/// </remarks>
/// <param name="Kind">How the comparison ends.</param>
/// <param name="Sentence">One sentence on the test scores; it says so if a baseline is better, or if chance cannot be ruled out.</param>
/// <param name="Rival">The best baseline, if one has a test score; the chosen one where that is a baseline.</param>
public sealed record Verdict(VerdictKind Kind, string Sentence, CandidateSummary? Rival)
{
    private const double Level = 0.05;

    /// <summary>What a user may want instead: the baseline where it is better on the test set, the best found network where a baseline was chosen; null elsewhere.</summary>
    public CandidateSummary? Alternative { get; init; }

    /// <summary>The verdict of a run that has a specification.</summary>
    public static Verdict Of(RunStory story) => Of(story.Candidates, story.State.Spec!.Objectives[0], story.Test?.Leads ?? []);

    /// <summary>The verdict of some candidates.</summary>
    /// <param name="candidates">The candidates with their test scores.</param>
    /// <param name="objective">The first objective.</param>
    /// <param name="leads">How far the chosen network is ahead of each baseline on the same samples; what is missing counts without the samples' noise.</param>
    public static Verdict Of(ImmutableArray<CandidateSummary> candidates, Objective objective, ImmutableArray<TestLead> leads)
    {
        var winner = candidates.FirstOrDefault(candidate => candidate.IsWinner);
        if (winner?.Test is not { } mine)
            return new(VerdictKind.Unknown, "The chosen model has no test score yet.", null);
        if (winner.Candidate.BaselineName is not null && CandidateSummary.FoundOf(candidates, objective) is { } found)
            return OfBaseline(winner, found, objective);
        var rivals = candidates.Where(candidate => candidate.Candidate.BaselineName is not null && candidate.Test is not null)
            .OrderByDescending(candidate => objective.Maximise ? candidate.Test!.Mean : -candidate.Test!.Mean).ToArray();
        if (rivals.Length == 0)
            return new(VerdictKind.Unknown, "There is no baseline to compare it with.", null);
        var best = rivals[0];
        var lead = objective.Maximise ? mine.Mean - best.Test!.Mean : best.Test!.Mean - mine.Mean;
        var margin = Figures.DifferenceInWords(objective.Metric, Math.Abs(Figures.Shown(objective.Metric, mine.Mean) - Figures.Shown(objective.Metric, best.Test!.Mean)));
        var (chosen, other) = (Figures.Of(objective.Metric, mine.Mean), Figures.Of(objective.Metric, best.Test!.Mean));
        var metric = Metric.TitleOf(objective.Metric);
        var others = rivals.Length == 1 ? "the baseline" : $"the best of {rivals.Length} baselines";
        var single = mine.Count == 1 && best.Test.Count == 1 ? " With one training each, the chance in training is not known." : "";
        var subject = winner.Candidate == CandidateId.Ensemble ? "ensemble" : "chosen network";
        var isTie = Figures.Shown(objective.Metric, mine.Mean) == Figures.Shown(objective.Metric, best.Test!.Mean);
        if (isTie)
            return new(VerdictKind.TooClose, $"Too close to call: the {subject} and {others}, {best.Label}, have the same test {metric}, {chosen}.{single}", best);
        if (!IsSignificant(lead, mine, best.Test!, leads.FirstOrDefault(one => one.Baseline == best.Candidate.BaselineName)?.SampleError ?? 0))
            return new(VerdictKind.TooClose, $"Too close to call: the {subject} has a test {metric} of {chosen}, {others}, {best.Label}, one of {other}. Chance in training and in the test set explains a difference of {margin}.{single}", best);
        return lead < 0
            ? new(VerdictKind.Behind, $"The baseline {best.Label} beats the {subject} by {margin} of test {metric} ({other} compared with {chosen}). It is the better choice here, unless the costs of the {subject} matter more.{single}", best) { Alternative = best }
            : new(VerdictKind.Ahead, $"The {subject} beats {others}, {best.Label}, by {margin} of test {metric} ({chosen} compared with {other}).{single}", best);
    }

    private static Verdict OfBaseline(CandidateSummary winner, CandidateSummary found, Objective objective)
    {
        string Words(Spread? value) => Figures.Of(objective.Metric, value?.Mean);
        var metric = Metric.TitleOf(objective.Metric);
        var sentence = $"The baseline {winner.Label} is handed over: its validation {metric} of {Words(winner.Validation)} beats that of the best network found, {found.Label}, {Words(found.Validation)}. "
            + $"On the test set they have {Words(winner.Test)} and {Words(found.Test)}.";
        return new(VerdictKind.BaselineChosen, sentence, winner) { Alternative = found };
    }

    private static bool IsSignificant(double lead, Spread mine, Spread other, double sampleError)
    {
        var freedom = mine.Count + other.Count - 2;
        var training = freedom == 0 ? 0 : (Squares(mine) + Squares(other)) / freedom * ((1.0 / mine.Count) + (1.0 / other.Count));
        var variance = training + (sampleError * sampleError);
        if (variance == 0)
            return lead != 0;
        var statistic = lead * lead / variance;
        // Welch and Satterthwaite: (Σ vᵢ)² / Σ (vᵢ² / νᵢ), where only training has a limited ν.
        return training == 0 ? 2 * Distributions.NormalAbove(Math.Sqrt(statistic)) < Level
            : Distributions.FisherAbove(statistic, 1, freedom * variance * variance / (training * training)) < Level;
    }

    private static double Squares(Spread spread) => spread.Deviation is { } deviation ? deviation * deviation * (spread.Count - 1) : 0;
}
