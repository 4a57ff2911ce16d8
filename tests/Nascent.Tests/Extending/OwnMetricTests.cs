using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Extending;

/// <summary>A metric of somebody else's estimator is searched for like one of this program's.</summary>
public sealed class OwnMetricTests
{
    private const string Margin = "margin";

    [Fact]
    public async Task A_search_ranks_by_it()
    {
        var spec = FakeRuns.Spec("regularized-evolution", trials: 40) with { Objectives = [new Objective(Margin, Maximise: true)] };
        var state = await OwnSearch.RunAsync(FakeRuns.Setup(spec), (job, _, _) =>
            FakeTraining.ResultOf(job) is var result ? result with { Metrics = result.Metrics.With(Margin, result.Metrics["accuracy"]!.Value - 0.5) } : null!);
        var best = new TrialOrder(spec.Objectives, []).BestOf(state.Trials)[0];
        best.Metrics[Margin].ShouldBe(state.Trials.Max(trial => trial.Metrics[Margin]));
    }
}
