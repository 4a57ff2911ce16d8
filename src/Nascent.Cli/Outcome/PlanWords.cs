using Nascent.Data;
using Nascent.Estimation;
using Nascent.Search;
using Nascent.Tasks;

namespace Nascent.Cli.Outcome;

/// <summary>How a run's time is split, said before it begins.</summary>
internal static class PlanWords
{
    /// <summary>The plan in one or two sentences.</summary>
    public static string Of(RunSpec spec, PreparedData data)
    {
        var (budget, retrain) = (spec.Budget, spec.Retrain);
        var baselines = data.Preprocessing is Preprocessing.Image ? "two hand-designed baselines" : "a hand-designed baseline";
        var full = $"{Count(retrain.Candidates, "the best trial", "the best {0} trials")} and {baselines}, {Count(retrain.Seeds, "once", "{0} seeds")} each";
        var trial = $"a trial trains {spec.Fidelity.Axis(Fidelity.Epochs, 1):0.##} epochs on {spec.Fidelity.Axis(Fidelity.DataShare, 1) * data.Train.Count:N0} samples";
        var workers = $"{spec.Workers.Count} {(spec.Workers.Count == 1 ? "worker" : "workers")}";
        return budget.Time is { } time
            ? $"Plan: {Figures.Time(time)} in all on {workers}. Search: about {Figures.Time(time * budget.SearchShare)}{(budget.Trials is { } most ? $" or {most} trials, whichever comes first" : "")} ({trial}). "
                + $"Then about {Figures.Time(time * (1 - budget.SearchShare))} for full training of {full}, and for the test, the export and the report."
            : $"Plan: search until {budget.Trials} candidates are trained on {workers} ({trial}); then full training of {full}{(retrain.Epochs is { } epochs ? $", {epochs} epochs" : "")}.";
    }

    private static string Count(int count, string one, string many) => count == 1 ? one : string.Format(System.Globalization.CultureInfo.InvariantCulture, many, count);
}
