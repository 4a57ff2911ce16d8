using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trees;
using Nascent.Trials;

namespace Nascent.Jobs.Workers;

/// <summary>A linear model and boosted trees, fitted once to a run's table: baselines that are no networks.</summary>
/// <remarks>Where the job has a time, each model gets a share of it at most, by the size of the table, so that a fit that is repeated gives the same models.</remarks>
internal sealed class PlainModels
{
    private const double MostShare = 0.1;

    private readonly ImmutableArray<(FittedBaseline Model, Cost Cost)> _models;

    private PlainModels(ImmutableArray<(FittedBaseline Model, Cost Cost)> models, ImmutableArray<string> left) => (_models, Left) = (models, left);

    /// <summary>The names of those that were left out, as the table is too large for the time.</summary>
    public ImmutableArray<string> Left { get; }

    /// <summary>Fits them to the training part.</summary>
    public static PlainModels Fit(PreparedData data, RunSpec spec, TimeProvider time)
    {
        var (models, left) = (ImmutableArray.CreateBuilder<(FittedBaseline, Cost)>(), ImmutableArray.CreateBuilder<string>());
        foreach (var name in TableBaselines.Names)
        {
            var (began, cpu) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
            if (TableBaselines.Fit(name, data, new Seed(spec.Seed).Derive("plain-models"), MostShare * spec.Budget.Time) is { } model)
                models.Add((model, new Cost(time.GetElapsedTime(began), Environment.CpuUsage.TotalTime - cpu, 0, 0)));
            else
                left.Add(name);
        }

        return new(models.ToImmutable(), left.ToImmutable());
    }

    /// <summary>Judges each on the validation part.</summary>
    public ImmutableArray<(CandidateId Candidate, Evaluation Evaluation)> Validate(PreparedData data) =>
        [.. _models.Select(fitted => (CandidateId.Baseline(fitted.Model.Name), new Evaluation(fitted.Model.Judge(data.Validation).Scores, fitted.Cost, [], [], fitted.Model.Cut)))];

    /// <summary>Judges each on the test set.</summary>
    /// <returns>The scores of each, and its outputs, (samples, outputs).</returns>
    public ImmutableArray<(CandidateId Candidate, Metrics Test, float[] Outputs)> Test(TestPart test) =>
        [.. _models.Select(fitted => (CandidateId.Baseline(fitted.Model.Name), fitted.Model.Judge(test.Samples))).Select(judged => (judged.Item1, judged.Item2.Scores, judged.Item2.Outputs))];
}
