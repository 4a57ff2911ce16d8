using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Trials;

/// <summary>Which trial is better: the order by which the best is chosen.</summary>
/// <remarks>
/// Constraints come first (Deb et al. 2002, constrained domination): what keeps them all is before what does not, and of two that do not, the
/// one that breaks them less. Then the objectives decide, the first that differs; of equals, the trial that was proposed first.
/// </remarks>
/// <param name="objectives">What is wanted, most important first.</param>
/// <param name="constraints">What must hold.</param>
/// <param name="isBrief">
/// Whether trials are trained briefly: limits on metrics that judge predictions then order trials, and exclude none, since full training gives other values. Default: false, all must hold.
/// </param>
public sealed class TrialOrder(ImmutableArray<Objective> objectives, ImmutableArray<Constraint> constraints, bool isBrief = false) : IComparer<Trial>
{
    private readonly ImmutableArray<Constraint> _firm = isBrief ? [.. constraints.Where(constraint => !constraint.JudgesPredictions)] : constraints;

    /// <summary>By how much constraints are broken, relative to their bounds and summed: 0 where all hold, positive infinity where a metric was not measured.</summary>
    public double Violation(Metrics metrics) => Violation(metrics, constraints);

    private static double Violation(Metrics metrics, ImmutableArray<Constraint> constraints)
    {
        var sum = 0.0;
        foreach (var constraint in constraints)
        {
            if (metrics[constraint.Metric] is not { } value)
                return double.PositiveInfinity;
            var over = constraint.AtMost ? value - constraint.Bound : constraint.Bound - value;
            if (over > 0)
                sum += over / Math.Max(Math.Abs(constraint.Bound), 1e-12);
        }

        return sum;
    }

    /// <summary>Whether a trial has a result and keeps all constraints, of brief trials those on costs.</summary>
    public bool IsFeasible(Trial trial) => trial.HasResult && Violation(trial.Metrics, _firm) == 0;

    /// <summary>Negative where <paramref name="x"/> is the better one.</summary>
    public int Compare(Trial? x, Trial? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.HasResult != y.HasResult)
            return x.HasResult ? -1 : 1;
        var order = Violation(x.Metrics).CompareTo(Violation(y.Metrics));
        for (var i = 0; order == 0 && i < objectives.Length; i++)
            order = objectives[i].Score(y.Metrics).CompareTo(objectives[i].Score(x.Metrics));
        return order != 0 ? order : x.Number.CompareTo(y.Number);
    }

    /// <summary>Negative where <paramref name="x"/> would rather be picked, be the two of different fidelities or not: scores of less training say less, so more training comes first.</summary>
    public int ComparePicks(Trial x, Trial y) => y.Fidelity.Amount.CompareTo(x.Fidelity.Amount) is var order and not 0 ? order : Compare(x, y);

    /// <summary>The trials that have results, are no duplicates, were not stopped early and keep all constraints, best first: those of the highest fidelity (<see cref="Fidelity.Amount"/>), then those of the next.</summary>
    /// <remarks>
    /// Scores of different fidelities are not compared: one at a high fidelity is before any at a lower. A genotype that was tried at several is there once, at its highest. Where all
    /// trials are of one fidelity, as in a strategy that uses no other, this is the order of <see cref="Compare"/>.
    /// </remarks>
    public ImmutableArray<Trial> BestOf(IEnumerable<Trial> trials)
    {
        var feasible = trials.Where(IsPick).ToArray();
        if (feasible.DistinctBy(trial => trial.Fidelity.Amount).Count() > 1)
        {
            var highest = feasible.GroupBy(trial => trial.Genotype).ToDictionary(group => group.Key, group => group.Max(trial => trial.Fidelity.Amount));
            feasible = [.. feasible.Where(trial => trial.Fidelity.Amount == highest[trial.Genotype])];
        }

        return [.. feasible.Order(Comparer<Trial>.Create(ComparePicks))];
    }

    /// <summary>The first of <see cref="BestOf"/> without sorting the others, or null where there is none.</summary>
    public Trial? FirstOf(IEnumerable<Trial> trials)
    {
        Trial? first = null;
        foreach (var trial in trials)
            if (IsPick(trial) && (first is null || ComparePicks(trial, first) < 0))
                first = trial;
        return first;
    }

    /// <summary>Those of <see cref="BestOf"/> that are of the highest fidelity among them, whose scores can be compared.</summary>
    public ImmutableArray<Trial> BestOfHighest(IEnumerable<Trial> trials)
    {
        var best = BestOf(trials);
        return [.. best.TakeWhile(trial => trial.Fidelity.Amount == best[0].Fidelity.Amount)];
    }

    // A forecast is no result, and a value of fewer epochs no equal of one of all.
    private bool IsPick(Trial trial) => trial.DuplicateOf is null && trial.State != TrialState.Stopped && IsFeasible(trial);
}
