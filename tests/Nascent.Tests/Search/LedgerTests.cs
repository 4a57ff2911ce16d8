using Nascent.Journal;
using Nascent.Search;
using Nascent.Testing.Search;

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
        var ledger = Ledger.Of(recorder.State, wattsPerCore: 120);
        (ledger.Trained, ledger.Succeeded, ledger.Failed, ledger.Stopped).ShouldBe((30, 30, 0, 0));
        ledger.Considered.ShouldBe(ledger.Trained + ledger.Rejected + ledger.Duplicates);
        ledger.Duplicates.ShouldBeGreaterThan(0);
        ledger.Rejected.ShouldBeGreaterThan(0);
        (ledger.SearchCpu, ledger.Samples).ShouldBe((TimeSpan.FromSeconds(30), 30 * 200));
        ledger.EnergyWattHours.ShouldBe(1, 1e-12);
    }
}
