using Nascent.Estimation;
using Nascent.Jobs.Opening;
using Nascent.Reporting.Numbers;
using Nascent.Tasks;

namespace Nascent.Jobs.Requests;

/// <summary>How a run's time is split, said before it begins.</summary>
internal static class PlanWords
{
    /// <summary>The plan in one or two sentences.</summary>
    public static string Of(OpenRun run)
    {
        var (spec, data) = (run.Spec, run.Data);
        var (budget, retrain) = (spec.Budget, spec.Retrain);
        var baselines = data.Preprocessing is Preprocessing.Image ? "two hand-designed baselines" : "a hand-designed baseline";
        var upTo = budget.Time is not null && retrain.Epochs is null;
        var candidates = Count(retrain.Candidates ?? SearchDefaults.RetrainCandidates, "the best trial", upTo && retrain.Candidates is null ? "up to {0} of the best trials" : "the best {0} trials");
        var seeds = Count(retrain.Seeds ?? SearchDefaults.RetrainSeeds, "once", upTo && retrain.Seeds is null ? "up to {0} seeds" : "{0} seeds");
        var full = $"{candidates} and {baselines}, {seeds} each";
        var most = run.Strategy.UsesRungs ? "up to " : "";
        var trial = run.Estimator.Abilities.SharesWeights ? $"a supernet trains {spec.Fidelity.Axis(Fidelity.Epochs, 1):0.#} epochs, and a trial is scored by its part of the shared weights"
            : spec.SearchObjectives is not null ? $"a trial is scored by {spec.Estimator.Name}, without training" : $"a trial trains {most}{spec.Fidelity.Axis(Fidelity.Epochs, 1):0.##} epochs on {spec.Fidelity.Axis(Fidelity.DataShare, 1) * data.Train.Count:N0} samples"
            + CopyWords(spec.Fidelity)
            + (spec.Fidelity.Axis(Fidelity.HeldOut, 0) is > 0 and var heldOut ? $" and is scored on {data.Validation.Count + heldOut:N0} others" : "");
        if (spec.Shared is { } shared)
            trial = $"{shared.Epochs:0.#} epochs of shared weights, then up to {shared.Candidates} networks that they prefer, of which {trial}";
        var workers = $"{spec.Workers.Count} {(spec.Workers.Count == 1 ? "worker" : "workers")}";
        return budget.Time is { } time
            ? $"Plan: {Figures.Time(time)} in all on {workers}. Search: about {Figures.Time(time * budget.SearchShare)}{(budget.Trials is { } trials ? $" or {trials} trials, whichever comes first" : "")} ({trial}). "
                + $"Then about {Figures.Time(time * (1 - budget.SearchShare))} for full training of {full}, and for the test, the export and the report{(spec.Trust is { } trust ? $"; full training of {(trust.WithinTime ? "up to " : "")}{trust.Candidates} others, to judge the search's scores{(trust.WithinTime ? ", in what is left" : "")}" : "")}."
            : $"Plan: search until {budget.Trials} candidates are {(spec.SearchObjectives is null ? "trained" : "scored")} on {workers} ({trial}); then full training of {full}{(retrain.Epochs is { } epochs ? $", {epochs} epochs" : "")}.";
    }

    private static string CopyWords(Fidelity fidelity)
    {
        string[] shares = [.. new[] { Fidelity.Width, Fidelity.Depth, Fidelity.Resolution }.Where(axis => fidelity.Axis(axis, 1) < 1).Select(axis => FormattableString.Invariant($"{fidelity.Axis(axis, 1):0.##} of the {axis}"))];
        return shares.Length == 0 ? "" : $" in a copy with {string.Join(", ", shares)}";
    }

    private static string Count(int count, string one, string many) => count == 1 ? one : string.Format(System.Globalization.CultureInfo.InvariantCulture, many, count);
}
