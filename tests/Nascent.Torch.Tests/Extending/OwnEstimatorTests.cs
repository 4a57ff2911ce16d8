using Nascent.Data;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Testing.Search;
using Nascent.Torch.ZeroCost;
using Nascent.Torch.ZeroCost.Probes;
using Nascent.Trials;

namespace Nascent.Torch.Tests.Extending;

/// <summary>A search by an estimator of somebody else's.</summary>
public sealed class OwnEstimatorTests
{
    private static readonly SearchSpace Space = NasBench201.Create(channels: 4, cellsPerStage: 1);
    private static readonly PreparedData Data = SyntheticData.Bars(64, 16, channels: 3);

    public static TheoryData<string> Scores => [new OwnScore().Name, "grad_norm"];

    [Theory]
    [MemberData(nameof(Scores))]
    public async Task A_search_ranks_by_a_score_of_this_program_or_of_somebody_else(string name)
    {
        using var batch = ZeroCostBatch.Draw(Data, 16, new Seed(1));
        var own = new OwnScore();
        var estimator = new OwnEstimator(batch, name == own.Name ? own : ZeroCostScores.Named(name));
        var state = await RunAsync(estimator, name);
        var trained = state.Trials.Where(trial => trial.State == TrialState.Succeeded).ToArray();
        trained.Length.ShouldBeGreaterThan(6);
        new TrialOrder(state.Spec!.Objectives, []).BestOf(state.Trials)[0].Metrics[name].ShouldBe(trained.Max(trial => trial.Metrics[name]));
        foreach (var trial in trained.Take(3))
            (await estimator.EstimateAsync(RequestOf(trial.Genotype, trial.Fidelity, trial.Seed), null, TestContext.Current.CancellationToken)).Metrics[name].ShouldBe(trial.Metrics[name]);
    }

    private static async Task<RunState> RunAsync(OwnEstimator estimator, string metric)
    {
        var token = TestContext.Current.CancellationToken;
        var spec = FakeRuns.Spec("regularized-evolution", trials: 10, space: Space) with { Objectives = [new Objective(metric, Maximise: true)] };
        var setup = FakeRuns.Setup(spec) with { Space = Space, Signature = Data.Signature, KeyOf = estimator.KeyOf };
        using var recorder = await RunRecorder.OpenAsync(new InMemoryRunJournal(), new RunId("test"), TimeProvider.System, token);
        await recorder.AppendAsync(new RunEvent.RunStarted(spec, FakeRuns.Manifest), token);
        await using var engine = new InProcessTrialEngine(
            1, (job, progress, cancellation) => estimator.EstimateAsync(RequestOf(job.Genotype, job.Fidelity, job.Seed), progress, cancellation).AsTask(), TimeProvider.System);
        await new SearchLoop(setup, recorder, engine, TimeProvider.System).RunAsync(token);
        return recorder.State;
    }

    private static EvaluationRequest RequestOf(Genotypes.Genotype genotype, Fidelity fidelity, ulong seed) =>
        new(Space.Resolve(genotype, Data.Signature), genotype, fidelity, seed, 0, null);
}
