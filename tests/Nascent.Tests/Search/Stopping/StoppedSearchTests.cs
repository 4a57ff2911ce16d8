using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Search.Stopping;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Search.Stopping;

public sealed class StoppedSearchTests
{
    private static readonly RunSpec Spec = FakeRuns.Spec("random", trials: 120) with { Fidelity = Fidelity.Of("fake").With(Fidelity.Epochs, 6), EarlyStopping = StoppingRules.BuiltIn.SpecOf("curve") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopping_changes_neither_the_best_trial_nor_any_result_that_it_lets_be()
    {
        var (stopped, full) = (await SearchAsync(Spec), await SearchAsync(Spec with { EarlyStopping = null }));
        var order = new TrialOrder(Spec.Objectives, []);
        order.FirstOf(stopped.Trials)!.Number.ShouldBe(order.FirstOf(full.Trials)!.Number);
        foreach (var (trial, whole) in stopped.Trials.Zip(full.Trials))
        {
            trial.Genotype.ShouldBe(whole.Genotype);
            trial.Curve.ShouldBe(whole.Curve[..trial.Curve.Length], "a stopped training is the beginning of the whole one");
            if (trial.State == TrialState.Succeeded)
                trial.Metrics.ShouldBe(whole.Metrics);
        }

        var tally = StoppingTally.Of(stopped)!;
        tally.Stopped.ShouldBeGreaterThan(60);
        tally.Saved.ShouldBeGreaterThan(0.4);
        StoppingTally.Of(full).ShouldBeNull();
    }

    [Fact]
    public async Task Controls_are_trained_to_their_end_and_say_that_the_rule_would_have_stopped_them()
    {
        var state = await SearchAsync(Spec);
        var controls = state.Trials.Where(trial => trial.Stop is { IsControl: true } && trial.DuplicateOf is null).ToArray();
        controls.ShouldNotBeEmpty();
        controls.ShouldAllBe(trial => trial.State == TrialState.Succeeded && trial.Curve.Length == 6 && trial.Stop!.Epoch < 6 && trial.Foreseen(Spec.Objectives[0]) == trial);
        var tally = StoppingTally.Of(state)!;
        (tally.Controls, tally.Wrong).ShouldBe((controls.Length, controls.Count(trial => trial.Metrics["accuracy"] > trial.Stop!.Bar)));
    }

    [Fact]
    public async Task What_is_stopped_is_never_picked_even_where_its_forecast_is_the_best()
    {
        var state = await SearchAsync(Spec);
        var stopped = state.Trials.First(trial => trial.State == TrialState.Stopped);
        var flattered = stopped with { Metrics = stopped.Metrics.With("accuracy", 2) };
        new TrialOrder(Spec.Objectives, []).BestOf(state.Trials.SetItem(stopped.Number, flattered)).ShouldNotContain(flattered);
    }

    [Fact]
    public async Task An_estimator_that_does_not_hear_of_the_end_changes_nothing()
    {
        var deaf = await SearchAsync(Spec, (job, progress, _) => FakeTraining.Gradual(job, progress, CancellationToken.None));
        ComparedFold.TextOf(deaf).ShouldBe(ComparedFold.TextOf(await SearchAsync(Spec)));
    }

    [Fact]
    public async Task A_duplicate_of_a_stopped_trial_has_its_result_and_its_forecast()
    {
        var state = await SearchAsync(Spec with { Seed = 3, Budget = new(400, null, 0.5) });
        var repeats = state.Trials.Where(trial => trial.DuplicateOf is { } of && state.Trials[of].State == TrialState.Stopped).ToArray();
        repeats.ShouldNotBeEmpty();
        repeats.ShouldAllBe(trial => trial.HasResult && trial.Stop == state.Trials[trial.DuplicateOf!.Value].Stop && trial.Metrics["accuracy"] == state.Trials[trial.DuplicateOf!.Value].Metrics["accuracy"]);
    }

    [Fact]
    public async Task What_training_in_full_would_have_taken_counts_stopped_candidates()
    {
        var state = await SearchAsync(Spec);
        var result = new Evaluation(Metrics.None, new Cost(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), 1, 1), [], []);
        var ledger = Ledger.Of(state.Apply(new RunEvent.Retrained(CandidateId.Trial(0), 0, Metrics.None, result, false)));
        ledger.FullTrainingCpu.ShouldBe(TimeSpan.FromSeconds(10) * (ledger.Succeeded + ledger.Stopped));
    }

    [Fact]
    public async Task A_run_of_another_version_of_the_rule_does_not_go_on() =>
        (await Should.ThrowAsync<NascentException>(() => SearchAsync(Spec with { EarlyStopping = Spec.EarlyStopping! with { Version = 7 } })))
            .Message.ShouldBe("Run 'test': searched with stopping rule 'curve' version 7, found version 1; continue it with the version of Nascent that began it.");

    [Theory]
    [InlineData(0, 10, 0.2589)]
    [InlineData(1, 10, 0.3942)]
    [InlineData(3, 60, 0.1242)]
    [InlineData(0, 0, 1)]
    public void The_bound_on_wrong_stops_is_that_of_Clopper_and_Pearson(int wrong, int controls, double expected) =>
        new StoppingTally("curve", 0, controls, wrong, 0).MostWrong.ShouldBe(expected, 0.001);

    private static async Task<RunState> SearchAsync(RunSpec spec, Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Evaluation>? train = null)
    {
        using var recorder = await RunRecorder.OpenAsync(new InMemoryRunJournal(), new RunId("test"), TimeProvider.System, Token);
        await recorder.AppendAsync(new RunEvent.RunStarted(spec, FakeRuns.Manifest), Token);
        await using var engine = new InProcessTrialEngine(2, (job, progress, token) => Task.Run(() => (train ?? FakeTraining.Gradual)(job, progress, token), token), TimeProvider.System);
        await new SearchLoop(FakeRuns.Setup(spec), recorder, engine, TimeProvider.System).RunAsync(Token);
        return recorder.State;
    }
}
