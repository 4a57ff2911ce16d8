using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Reporting.Outcomes;

/// <summary>How a search stands.</summary>
public static class Standing
{
    /// <summary>The best trial among those that keep every limit on costs and are of the highest fidelity reached, by the objectives in their order. Null while there is none.</summary>
    public static Trial? Best(RunState state) =>
        state.Spec?.TrialOrder.FirstOf(state.Trials);

    /// <summary>The trained trials that break no limit, as far as their values can be compared: those of the highest fidelity among them, in the order of their numbers.</summary>
    public static IReadOnlyList<Trial> Comparable(RunState state)
    {
        if (state.Spec is not { } spec)
            return [];
        var trials = state.Trials.Where(trial => trial.State == TrialState.Succeeded && Keeps(spec, trial)).ToArray();
        var highest = trials.Length == 0 ? 0 : trials.Max(trial => trial.Fidelity.Amount);
        return [.. trials.Where(trial => trial.Fidelity.Amount == highest)];
    }

    /// <summary>The best value of the first objective after each of <see cref="Comparable"/>.</summary>
    public static IReadOnlyList<double> BestSoFar(RunState state)
    {
        var values = new List<double>();
        foreach (var trial in Comparable(state))
        {
            var objective = state.Spec!.TrialObjectives[0];
            var value = trial.Metrics[objective.Metric]!.Value;
            values.Add(values.Count == 0 ? value : objective.Maximise ? Math.Max(values[^1], value) : Math.Min(values[^1], value));
        }

        return values;
    }

    /// <summary>Whether a trial has a value of the first objective and breaks no limit on costs that was measured.</summary>
    public static bool Keeps(RunSpec spec, Trial trial) =>
        trial.Metrics[spec.TrialObjectives[0].Metric] is not null && spec.Constraints.All(constraint => constraint.JudgesPredictions || constraint.Holds(trial.Metrics) != false);
}
