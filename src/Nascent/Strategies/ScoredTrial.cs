using Nascent.Trials;

namespace Nascent.Strategies;

/// <summary>A trial with what it is compared by, looked up once.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Scores">One score an objective, where more is better.</param>
/// <param name="Violation">By how much it breaks constraints, 0 where it breaks none.</param>
internal sealed record ScoredTrial(Trial Trial, double[] Scores, double Violation)
{
    /// <summary>The trial scored, or null where an objective was not measured.</summary>
    public static ScoredTrial? Of(Trial trial, SearchView view, TrialOrder order) =>
        ParetoFront.ScoresOf(trial, view.Objectives) is var scores && Array.TrueForAll(scores, double.IsFinite) ? new(trial, scores, order.Violation(trial.Metrics)) : null;

    /// <summary>Whether this one dominates another under constraints (Deb et al. 2002, definition 1).</summary>
    public bool Beats(ScoredTrial other) => Violation < other.Violation || (Violation == 0 && other.Violation == 0 && NonDominatedSorting.Dominates(Scores, other.Scores));

    /// <summary>Whether this one dominates another or is as good in everything.</summary>
    public bool Covers(ScoredTrial other) => Beats(other) || (Violation == other.Violation && (Violation > 0 || Scores.AsSpan().SequenceEqual(other.Scores)));
}
