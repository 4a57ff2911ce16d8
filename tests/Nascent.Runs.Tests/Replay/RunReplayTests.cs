using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Runs.Replay;
using Nascent.Search;
using Nascent.Search.Stopping;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Runs.Tests.Replay;

public sealed class RunReplayTests
{
    [Fact]
    public async Task A_run_that_replays_to_the_same_bits_is_equal()
    {
        var state = await SearchAsync();
        var report = await ReplayAsync(state, null, Train);
        report.IsEqual.ShouldBeTrue();
        report.Checked.ShouldBe(state.Trials.Count(trial => trial.State is TrialState.Succeeded or TrialState.Failed && trial.DuplicateOf is null));
        report.Equal.ShouldBe(report.Checked);
        var seconds = TimeSpan.FromSeconds(state.Trials.Count(trial => trial.State == TrialState.Succeeded && trial.DuplicateOf is null)); // of one second each
        (report.Cpu, report.RecordedCpu).ShouldBe((seconds, seconds));
    }

    [Fact]
    public async Task A_trial_that_a_rule_stopped_is_stopped_again_at_the_same_epoch()
    {
        using var recorder = await RunRecorder.OpenAsync(new InMemoryRunJournal(), new RunId("test"), TimeProvider.System, CancellationToken.None);
        var spec = FakeRuns.Spec(trials: 60) with { Fidelity = Fidelity.Of("fake").With(Fidelity.Epochs, 6), EarlyStopping = StoppingRules.BuiltIn.SpecOf("curve") };
        await recorder.AppendAsync(new RunEvent.RunStarted(spec, FakeRuns.Manifest), CancellationToken.None);
        await using var engine = new InProcessTrialEngine(2, (job, progress, token) => Task.Run(() => FakeTraining.Gradual(job, progress, token), token), TimeProvider.System);
        await new SearchLoop(FakeRuns.Setup(spec), recorder, engine, TimeProvider.System).RunAsync(CancellationToken.None);
        var report = await new RunReplay(engine).RunAsync(recorder.State, null, new Seed(3), CancellationToken.None);
        recorder.State.Trials.ShouldContain(trial => trial.State == TrialState.Stopped);
        report.Differences.ShouldBeEmpty();
        report.Checked.ShouldBe(60);
        var first = recorder.State.Trials.First(trial => trial.State == TrialState.Stopped);
        var changed = recorder.State with { Trials = recorder.State.Trials.SetItem(first.Number, first with { Stop = first.Stop! with { Epoch = 5 } }) };
        (await new RunReplay(engine).RunAsync(changed, null, new Seed(3), CancellationToken.None)).Differences.ShouldHaveSingleItem().What.ShouldBe("early stop");
    }

    [Fact]
    public async Task A_sample_checks_as_many_as_asked() => (await ReplayAsync(await SearchAsync(), 4, Train)).Checked.ShouldBe(4);

    [Fact]
    public async Task The_last_bit_of_a_metric_counts()
    {
        var state = await SearchAsync();
        var number = state.Trials.First(trial => trial.State == TrialState.Succeeded).Number;
        var report = await ReplayAsync(state, null, job => job.Candidate.TrialNumber != number ? Train(job) : Changed(Train(job)));
        var difference = report.Differences.ShouldHaveSingleItem();
        (difference.Training, difference.What).ShouldBe(($"trial:{number}", "metric accuracy"));
        report.Equal.ShouldBe(report.Checked - 1);

        static Evaluation Changed(Evaluation result) => result with { Metrics = result.Metrics.With("accuracy", Math.BitIncrement(result.Metrics["accuracy"]!.Value)) };
    }

    [Fact]
    public async Task Curves_files_and_outcomes_count()
    {
        var state = await SearchAsync();
        var curves = await ReplayAsync(state, 1, job => Train(job) is var result ? result with { Curve = result.Curve.RemoveAt(1) } : result);
        curves.Differences.ShouldHaveSingleItem().What.ShouldBe("curve point 1");
        var files = await ReplayAsync(state, 1, job => Train(job) is var result ? result with { Artifacts = [new ArtifactRef("weights", "elsewhere", "other")] } : result);
        files.Differences.ShouldHaveSingleItem().What.ShouldBe("artifact weights");
        var outcomes = await ReplayAsync(state, 1, _ => throw new EstimationFailedException("nan", "made up"));
        outcomes.Differences.ShouldHaveSingleItem().Found.ShouldBe("failed: nan");
    }

    [Fact]
    public async Task A_measured_latency_does_not_count() =>
        (await ReplayAsync(await SearchAsync(), null, job => Train(job) is var result ? result with { Metrics = result.Metrics.With("latency", 5) } : result)).IsEqual.ShouldBeTrue();

    [Fact]
    public async Task A_run_without_trainings_has_nothing_to_replay() =>
        (await Should.ThrowAsync<NascentException>(() => ReplayAsync(RunState.Empty, null, Train))).Message.ShouldStartWith("Replay: found no training");

    /// <summary>Some trials of every run fail.</summary>
    private static Evaluation Train(EvaluationJob job) => job.Seed % 7 == 0 ? throw new EstimationFailedException("diverged", "made up")
        : FakeTraining.ResultOf(job) with { Artifacts = [new ArtifactRef("weights", job.Id, $"{job.Seed:x}")] };

    private static async Task<RunState> SearchAsync()
    {
        using var recorder = await RunRecorder.OpenAsync(new InMemoryRunJournal(), new RunId("test"), TimeProvider.System, CancellationToken.None);
        var spec = FakeRuns.Spec(trials: 20);
        await recorder.AppendAsync(new RunEvent.RunStarted(spec, FakeRuns.Manifest), CancellationToken.None);
        await using var engine = Engine(Train);
        await new SearchLoop(FakeRuns.Setup(spec), recorder, engine, TimeProvider.System).RunAsync(CancellationToken.None);
        return recorder.State;
    }

    private static async Task<ReplayReport> ReplayAsync(RunState state, int? sample, Func<EvaluationJob, Evaluation> train)
    {
        await using var engine = Engine(train);
        return await new RunReplay(engine).RunAsync(state, sample, new Seed(3), CancellationToken.None);
    }

    private static InProcessTrialEngine Engine(Func<EvaluationJob, Evaluation> train) => new(2, (job, _, _) => Task.Run(() => train(job)), TimeProvider.System);
}
