using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trees;
using Nascent.Trials;

namespace Nascent.Jobs.Workers;

/// <summary>A linear model and boosted trees, fitted to a run's table: baselines that are no networks.</summary>
internal static class PlainModels
{
    /// <summary>Fits them and judges them on the validation part.</summary>
    public static ImmutableArray<(CandidateId Candidate, Evaluation Evaluation)> Fit(PreparedData data, RunSpec spec, TimeProvider time)
    {
        var (began, cpu) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var models = TableBaselines.Run(data, null, SeedOf(spec));
        var cost = new Cost(time.GetElapsedTime(began) / models.Length, (Environment.CpuUsage.TotalTime - cpu) / models.Length, 0, 0);
        return [.. models.Select(model => (CandidateId.Baseline(model.Name), new Evaluation(model.Validation, cost, [], [])))];
    }

    /// <summary>Fits them again, to the same end, and judges them on the test set.</summary>
    /// <returns>The scores of each, and its outputs, (samples, outputs).</returns>
    public static ImmutableArray<(CandidateId Candidate, Metrics Test, float[] Outputs)> Test(PreparedData data, TestPart test, RunSpec spec) =>
        [.. TableBaselines.Run(data, test.Samples, SeedOf(spec)).Select(model => (CandidateId.Baseline(model.Name), model.Test!, model.TestOutputs!))];

    private static Seed SeedOf(RunSpec spec) => new Seed(spec.Seed).Derive("plain-models");
}
