using System.Collections.Immutable;

namespace Nascent.Trials;

/// <summary>The trials that no other trial beats in all objectives.</summary>
public static class ParetoFront
{
    /// <summary>The front of trials that have results, are no duplicates and keep all constraints; best by the first objective first.</summary>
    /// <remarks>
    /// Only trials of the highest fidelity among these: scores of others cannot be compared with theirs. Trials of equal values are all on the front. With one objective the front
    /// is the best value. Takes n log n steps with one or two objectives.
    /// </remarks>
    public static ImmutableArray<Trial> Of(IEnumerable<Trial> trials, ImmutableArray<Objective> objectives, ImmutableArray<Constraint> constraints)
    {
        var feasible = new TrialOrder(objectives, constraints).BestOfHighest(trials);
        var isOnFront = NonDominatedSorting.FrontOf(Array.ConvertAll([.. feasible], trial => ScoresOf(trial, objectives)));
        return [.. feasible.Where((_, i) => isOnFront[i])];
    }

    /// <summary>Whether <paramref name="first"/> is at least as good in every objective and better in one (Pareto domination).</summary>
    public static bool Dominates(Trial first, Trial second, ImmutableArray<Objective> objectives)
    {
        var better = false;
        foreach (var objective in objectives)
        {
            var (a, b) = (objective.Score(first.Metrics), objective.Score(second.Metrics));
            if (a < b)
                return false;
            better |= a > b;
        }

        return better;
    }

    /// <summary>Whether <paramref name="first"/> dominates under constraints (Deb et al. 2002, definition 1): it breaks them less, or both keep them and it dominates.</summary>
    public static bool DominatesUnderConstraints(Trial first, Trial second, ImmutableArray<Objective> objectives, TrialOrder order)
    {
        var (a, b) = (order.Violation(first.Metrics), order.Violation(second.Metrics));
        return a < b || (a == 0 && b == 0 && Dominates(first, second, objectives));
    }

    /// <summary>The rank of each trial under constrained domination: 0 for the front, 1 for the front of what remains, and so on (non-dominated sorting).</summary>
    /// <remarks>Takes n log n steps with one or two objectives, at worst n² with more (<see cref="NonDominatedSorting"/>).</remarks>
    public static ImmutableArray<int> RanksOf(IReadOnlyList<Trial> trials, ImmutableArray<Objective> objectives, ImmutableArray<Constraint> constraints)
    {
        var order = new TrialOrder(objectives, constraints);
        return [.. RanksOf([.. trials.Select(trial => ScoresOf(trial, objectives))], [.. trials.Select(trial => order.Violation(trial.Metrics))])];
    }

    /// <summary>The rank of each point under constrained domination: those that break constraints come after all others, each amount of it a rank of its own.</summary>
    /// <param name="scores">One score an objective, where more is better.</param>
    /// <param name="violations">By how much each breaks constraints, 0 where it breaks none.</param>
    internal static int[] RanksOf(IReadOnlyList<double[]> scores, IReadOnlyList<double> violations)
    {
        var feasible = Enumerable.Range(0, scores.Count).Where(i => violations[i] == 0).ToArray();
        var (ranks, sorted) = (new int[scores.Count], NonDominatedSorting.RanksOf(Array.ConvertAll(feasible, i => scores[i])));
        for (var i = 0; i < feasible.Length; i++)
            ranks[feasible[i]] = sorted[i];
        if (feasible.Length == scores.Count)
            return ranks;
        var (fronts, amounts) = (sorted.Length == 0 ? 0 : sorted.Max() + 1, violations.Where(amount => amount > 0).Distinct().Order().ToArray());
        for (var i = 0; i < ranks.Length; i++)
            if (violations[i] > 0)
                ranks[i] = fronts + Array.BinarySearch(amounts, violations[i]);
        return ranks;
    }

    /// <summary>A trial's scores, one an objective, where more is better.</summary>
    internal static double[] ScoresOf(Trial trial, ImmutableArray<Objective> objectives)
    {
        var scores = new double[objectives.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = objectives[i].Score(trial.Metrics);
        return scores;
    }
}
