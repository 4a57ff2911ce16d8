using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Search;

public sealed class LedgerTests
{
    [Fact]
    public async Task Everything_is_counted_once_and_duplicates_cost_nothing()
    {
        var spec = FakeRuns.Spec(trials: 30) with { Constraints = [Constraint.Parse("params<=900")] };
        using var recorder = await RunRecorder.OpenAsync(new InMemoryRunJournal(), new RunId("test"), TimeProvider.System, TestContext.Current.CancellationToken);
        await recorder.AppendAsync(new RunEvent.RunStarted(spec, FakeRuns.Manifest), TestContext.Current.CancellationToken);
        await using var engine = new InProcessTrialEngine(2, (job, _, _) => Task.FromResult(FakeTraining.ResultOf(job)), TimeProvider.System);
        await new SearchLoop(FakeRuns.Setup(spec), recorder, engine, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
        var ledger = Ledger.Of(recorder.State, new(WattsPerCore: 120, GramsPerKilowattHour: 50));
        (ledger.Trained, ledger.Scored, ledger.Succeeded, ledger.Failed, ledger.Stopped).ShouldBe((30, 0, 30, 0, 0));
        ledger.Considered.ShouldBe(ledger.Trained + ledger.Rejected + ledger.Duplicates);
        ledger.Duplicates.ShouldBeGreaterThan(0);
        ledger.Rejected.ShouldBeGreaterThan(0);
        (ledger.SearchCpu, ledger.Samples).ShouldBe((TimeSpan.FromSeconds(30), 30 * 200));
        ledger.EnergyWattHours.ShouldBe(1, 1e-12);
        ledger.CarbonGrams.ShouldBe(0.05, 1e-12);
        ledger.FullTrainingCpu.ShouldBeNull();

        await recorder.AppendAsync([FullTraining(CandidateId.Trial(0), 40), FullTraining(CandidateId.Trial(1), 60), FullTraining(CandidateId.Baseline("lenet-5"), 1000)], TestContext.Current.CancellationToken);
        Ledger.Of(recorder.State).FullTrainingCpu.ShouldBe(TimeSpan.FromSeconds(30 * 50));
    }

    [Fact]
    public void Trials_that_are_only_scored_do_not_count_as_trained()
    {
        var spec = FakeRuns.Spec(trials: 1) with { SearchObjectives = [Objective.Of("accuracy")] };
        var genotype = Genotype.Empty;
        var state = new RunEvent[]
        {
            new RunEvent.RunStarted(spec, FakeRuns.Manifest),
            new RunEvent.TrialProposed(0, genotype, spec.Fidelity, new("key"), Metrics.None, 1, null),
            new RunEvent.TrialSucceeded(0, new(Metrics.None.With("accuracy", 1), Cost.None, [], [])),
        }.Aggregate(RunState.Empty, (sofar, next) => sofar.Apply(next));
        var ledger = Ledger.Of(state);
        (ledger.Trained, ledger.Scored, ledger.Succeeded).ShouldBe((0, 1, 1));
    }

    private static RunEvent.Retrained FullTraining(CandidateId candidate, double seconds) =>
        new(candidate, 0, Metrics.None, new(Metrics.None, new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds), 1, 1), [], []), false);
}
