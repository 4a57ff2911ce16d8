using System.Collections.Immutable;

namespace Nascent.Search;

/// <summary>The trials that no other trial beats in all objectives.</summary>
public static class ParetoFront
{
    /// <summary>The front of trials that have results, are no duplicates and keep all constraints; best by the first objective first.</summary>
    /// <remarks>Only trials of the highest fidelity among these: scores of others cannot be compared with theirs. Trials of equal values are all on the front. With one objective the front is the best value.</remarks>
    public static ImmutableArray<Trial> Of(IEnumerable<Trial> trials, ImmutableArray<Objective> objectives, ImmutableArray<Constraint> constraints)
    {
        var feasible = new TrialOrder(objectives, constraints).BestOfHighest(trials);
        return [.. feasible.Where(trial => !feasible.Any(other => Dominates(other, trial, objectives)))];
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
    /// <remarks>Takes time in the square of the number of trials for each rank: for a tournament's few, or a report's hundreds.</remarks>
    public static ImmutableArray<int> RanksOf(IReadOnlyList<Trial> trials, ImmutableArray<Objective> objectives, ImmutableArray<Constraint> constraints)
    {
        var order = new TrialOrder(objectives, constraints);
        var ranks = Enumerable.Repeat(-1, trials.Count).ToArray();
        for (var rank = 0; ranks.Contains(-1); rank++)
        {
            var remaining = Enumerable.Range(0, trials.Count).Where(i => ranks[i] < 0).ToArray();
            foreach (var i in remaining)
                if (!remaining.Any(j => DominatesUnderConstraints(trials[j], trials[i], objectives, order)))
                    ranks[i] = -2 - rank;
            for (var i = 0; i < ranks.Length; i++)
                if (ranks[i] < -1)
                    ranks[i] = -2 - ranks[i];
        }

        return [.. ranks];
    }
}
