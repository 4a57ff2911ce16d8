using Nascent.Estimation;
using Nascent.Jobs.Opening;
using Nascent.Reporting.Numbers;
using Nascent.Tasks;

namespace Nascent.Jobs.Requests;

/// <summary>How a run's time is split, said before it begins.</summary>
internal static class PlanWords
{
    /// <summary>The plan in a few sentences.</summary>
    public static string Of(OpenRun run)
    {
        var (spec, data) = (run.Spec, run.Data);
        var (budget, retrain) = (spec.Budget, spec.Retrain);
        var baselines = data.Preprocessing switch { Preprocessing.Image => "two baselines", Preprocessing.Backbone => "a baseline", _ => "three baselines" };
        var upTo = budget.Time is not null && retrain.Epochs is null;
        var candidates = Count(retrain.Candidates ?? SearchDefaults.RetrainCandidatesFor(spec, data), "the best network", upTo && retrain.Candidates is null ? "up to {0} of the best networks" : "the best {0} networks");
        var seeds = retrain.Folds > 1 ? $"{retrain.Folds} folds" : Count(retrain.Seeds ?? SearchDefaults.RetrainSeeds, "one seed", upTo && retrain.Seeds is null ? "up to {0} seeds" : "{0} seeds");
        var full = $"full training of {candidates} and {baselines} ({seeds} each{(retrain.Epochs is { } epochs ? $", {epochs} epochs" : "")})";
        var workers = $"{spec.Workers.Count} {(spec.Workers.Count == 1 ? "worker" : "workers")}";
        if (budget.Time is not { } time)
            return $"Plan: search until {budget.Trials} networks are {(spec.SearchObjectives is null ? "trained" : "scored")} on {workers}. {TrialWords(run)} Then {full}.";
        var others = spec.Trust is { } trust ? $" At the end, {trust.Candidates} other trials are fully trained, to check the search's scores." : "";
        return $"Plan: {Figures.Time(time)} in total on {workers}. Search: about {Figures.Time(time * budget.SearchShare)}{(budget.Trials is { } trials ? $" or {trials} trials, whichever comes first" : "")}. {TrialWords(run)} "
            + (retrain.Ensemble ? $"Then about {Figures.Time(time * (1 - budget.SearchShare))} for {full}, an ensemble of the best, test, export and report.{others}"
                : retrain.Final ? $"Then about {Figures.Time(time * (1 - budget.SearchShare) * SearchDefaults.ShareOfChoice)} for {full}. The chosen network has the rest: it is trained once more, on the validation samples too.{others}"
                : $"Then about {Figures.Time(time * (1 - budget.SearchShare))} for {full}, test, export and report.{others}");
    }

    private static string TrialWords(OpenRun run)
    {
        var (spec, data) = (run.Spec, run.Data);
        var epochs = $"{spec.Fidelity.Axis(Fidelity.Epochs, 1):0.##} epochs";
        var heldOut = spec.Fidelity.Axis(Fidelity.HeldOut, 0);
        var trial = run.Estimator.Abilities.SharesWeights ? $"A supernet trains {epochs}, and a trial is scored with its share of the weights."
            : spec.SearchObjectives is not null ? $"A trial is scored by {spec.Estimator.Name}, without training."
            : $"A trial trains {(run.Strategy.UsesRungs ? "up to " : "")}{epochs} on {spec.Fidelity.Axis(Fidelity.DataShare, 1) * data.Train.Count:N0} samples{CopyWords(spec.Fidelity)}{(heldOut > 0 ? $" and is scored on {heldOut:N0} others" : "")}.";
        return spec.Shared is { } shared ? $"Shared weights train {shared.Epochs:0.#} epochs, then up to {shared.Candidates} networks that they prefer are tried. {trial}" : trial;
    }

    private static string CopyWords(Fidelity fidelity)
    {
        string[] shares = [.. new[] { Fidelity.Width, Fidelity.Depth, Fidelity.Resolution }.Where(axis => fidelity.Axis(axis, 1) < 1).Select(axis => FormattableString.Invariant($"{fidelity.Axis(axis, 1):0.##} of the {axis}"))];
        return shares.Length == 0 ? "" : $", in a copy with {string.Join(", ", shares)}";
    }

    private static string Count(int count, string one, string many) => count == 1 ? one : string.Format(System.Globalization.CultureInfo.InvariantCulture, many, count);
}
