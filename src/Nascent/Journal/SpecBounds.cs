using Nascent.Estimation;

namespace Nascent.Journal;

/// <summary>What every specification of a run keeps, so that a file that somebody changed cannot ask for a billion processes.</summary>
internal static class SpecBounds
{
    private const int MostProcesses = 1024, MostTrainings = 1_000, MostEpochs = 1_000_000, MostLookAhead = 100_000, LargestBatch = 1 << 20;

    /// <summary>Checks a specification.</summary>
    /// <exception cref="NascentException">A number is out of its range; the message names it.</exception>
    public static void Check(RunSpec spec)
    {
        Require("objectives", spec.Objectives.Length, 1, MostTrainings);
        Require("workers", spec.Workers.Count, 1, MostProcesses);
        Require("threads", spec.Workers.Threads, 1, MostProcesses);
        Require("look-ahead", spec.LookAhead, 1, MostLookAhead);
        Require("trials", spec.Budget.Trials ?? 1, 0, int.MaxValue);
        Require("share of the search", spec.Budget.SearchShare, 0, 1);
        Require("seconds", spec.Budget.Time?.TotalSeconds ?? 1, 0, TimeSpan.FromDays(10_000).TotalSeconds);
        Require("candidates of full training", spec.Retrain.Candidates ?? 1, 0, MostTrainings);
        Require("seeds of full training", spec.Retrain.Seeds ?? 1, 0, MostTrainings);
        Require("folds of full training", spec.Retrain.Folds, 0, MostTrainings);
        Require("epochs of full training", spec.Retrain.Epochs ?? 1, 0, MostEpochs);
        Require("trials that judge", spec.Trust?.Candidates ?? 0, 0, MostTrainings);
        Require("epochs of the search over shared weights", spec.Shared?.Epochs ?? 1, 0, MostEpochs);
        Require("candidates of the search over shared weights", spec.Shared?.Candidates ?? 1, 0, MostEpochs);
        Require("size of a batch", spec.Recipe.BatchSize, 1, LargestBatch);
        Require("size of a batch", spec.RetrainRecipe.BatchSize, 1, LargestBatch);
        foreach (var (axis, value) in spec.Fidelity.Axes)
            Require(axis, value, 0, axis == Fidelity.HeldOut ? int.MaxValue : MostEpochs);
    }

    private static void Require(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            throw new NascentException(FormattableString.Invariant($"Journal: found {value} for the {name} of the run, expected {least} to {most}; the journal was changed or is damaged."));
    }
}
