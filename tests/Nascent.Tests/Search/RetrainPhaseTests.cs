using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Search;

public sealed class RetrainPhaseTests
{
    private static readonly RunId Run = new("test");
    private static readonly CandidateId First = FullTrainings.Found;
    private static readonly CandidateId Baseline = FullTrainings.Baseline;
    private static readonly RunEvent.RetrainPlanned Plan = new([First, Baseline], 2, Fidelity.Of("fake").With(Fidelity.Epochs, 5));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_candidate_is_trained_with_every_seed_in_full()
    {
        var jobs = new List<EvaluationJob>();
        var state = await RetrainAsync(new InMemoryRunJournal(), job =>
        {
            lock (jobs)
                jobs.Add(job);
            return FakeTraining.ResultOf(job);
        });
        state.Retrained.Select(result => (result.Candidate, result.Replicate)).ShouldBe([(First, 0), (First, 1), (Baseline, 0), (Baseline, 1)], ignoreOrder: true);
        jobs.ShouldAllBe(job => job.InFull && job.Fidelity.Equals(Plan.Fidelity));
        jobs.Select(job => job.Seed).Distinct().Count().ShouldBe(4);
        state.Retrained.ShouldAllBe(result => result.Seed != 0 && result.Costs["params"] == 7);
    }

    [Fact]
    public async Task A_full_disk_ends_the_phase_and_fails_no_training()
    {
        var journal = new InMemoryRunJournal();
        var failure = await Should.ThrowAsync<NascentException>(() => RetrainAsync(
            journal, job => job.Replicate == 1 ? throw new IOException("No space left on device : '/runs/one/w.safetensors'", 28) : FakeTraining.ResultOf(job), slots: 1));
        failure.Message.ShouldBe("The result of retrain:trial:0#1 cannot be written: No space left on device : '/runs/one/w.safetensors'. Free some space, then resume the run: everything recorded so far is intact.");
        (await RunState.ReadAsync(journal, Run, Token)).RetrainFailures.ShouldBeEmpty();
        var state = await RetrainAsync(journal, FakeTraining.ResultOf);
        state.RetrainFailures.ShouldBeEmpty();
        state.Retrained.Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_interruption_before_the_plan_is_recorded_leaves_an_interrupted_run()
    {
        var journal = new InMemoryRunJournal();
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => RetrainAsync(journal, FakeTraining.ResultOf, interrupt: interrupt));
        (await RunState.ReadAsync(journal, Run, Token)).IsInterrupted.ShouldBeTrue();
        (await RetrainAsync(journal, FakeTraining.ResultOf)).Retrained.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_is_done_is_not_done_again_and_failures_count_as_done()
    {
        var journal = new InMemoryRunJournal();
        using var interrupt = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => RetrainAsync(
            journal,
            job => job.Id switch
            {
                "retrain:trial:0#0" => FakeTraining.ResultOf(job),
                "retrain:trial:0#1" => throw new EstimationFailedException("nan", "made up"),
                _ => Interrupt(interrupt, job),
            },
            slots: 1, interrupt: interrupt));
        (await RunState.ReadAsync(journal, Run, Token)).IsInterrupted.ShouldBeTrue();
        var again = new List<string>();
        var state = await RetrainAsync(journal, job =>
        {
            again.Add(job.Id);
            return FakeTraining.ResultOf(job);
        }, slots: 1);
        again.ShouldBe(["retrain:baseline:lenet-5#0", "retrain:baseline:lenet-5#1"]);
        (state.Retrained.Count, state.RetrainFailures.Count).ShouldBe((3, 1));
    }

    [Fact]
    public async Task The_longest_trainings_go_first()
    {
        var order = new List<string>();
        await RetrainAsync(new InMemoryRunJournal(), job =>
        {
            order.Add(job.Id);
            return FakeTraining.ResultOf(job);
        }, slots: 1, lengthOf: id => id == Baseline ? 2 : 1);
        order.ShouldBe(["retrain:baseline:lenet-5#0", "retrain:baseline:lenet-5#1", "retrain:trial:0#0", "retrain:trial:0#1"]);
    }

    [Fact]
    public async Task A_recorded_plan_is_followed_whatever_plan_comes_later()
    {
        var journal = new InMemoryRunJournal();
        await RetrainAsync(journal, FakeTraining.ResultOf);
        var state = await RetrainAsync(journal, FakeTraining.ResultOf, Plan with { Seeds = 9 });
        (state.Plan!.Seeds, state.Retrained.Count).ShouldBe((2, 4));
    }

    [Fact]
    public async Task Baselines_are_trained_less_often_where_the_plan_says_so()
    {
        var plan = Plan with { BaselineSeeds = 1 };
        plan.Trainings.ShouldBe(3);
        var state = await RetrainAsync(new InMemoryRunJournal(), FakeTraining.ResultOf, plan);
        state.Retrained.Select(result => (result.Candidate, result.Replicate)).ShouldBe([(First, 0), (First, 1), (Baseline, 0)], ignoreOrder: true);
        state.Plan!.BaselineSeeds.ShouldBe(1);
    }

    [Fact]
    public async Task Results_of_earlier_runs_are_reused_and_marked()
    {
        var trained = 0;
        var state = await RetrainAsync(new InMemoryRunJournal(), job =>
        {
            Interlocked.Increment(ref trained);
            return FakeTraining.ResultOf(job);
        }, reuse: (candidate, job) => candidate.Id == Baseline ? FakeTraining.ResultOf(job) : null);
        trained.ShouldBe(2);
        state.Retrained.Where(result => result.Reused).Select(result => result.Candidate).ShouldBe([Baseline, Baseline]);
        Ledger.Of(state).Retrained.ShouldBe(2);
    }

    private static Evaluation Interrupt(CancellationTokenSource interrupt, EvaluationJob job)
    {
        interrupt.Cancel();
        return FakeTraining.ResultOf(job);
    }

    private static async Task<RunState> RetrainAsync(
        InMemoryRunJournal journal, Func<EvaluationJob, Evaluation> train, RunEvent.RetrainPlanned? plan = null, int slots = 2,
        CancellationTokenSource? interrupt = null, Func<RetrainCandidate, EvaluationJob, Evaluation?>? reuse = null, Func<CandidateId, double>? lengthOf = null)
    {
        using var recorder = await FullTrainings.OpenAsync(journal, Run, Token);
        await using var engine = FullTrainings.Engine(slots, train, interrupt);
        var phase = new RetrainPhase(recorder, engine)
        {
            Reuse = reuse is null ? null : (candidate, job, _) => ValueTask.FromResult(reuse(candidate, job)),
            LengthOf = lengthOf ?? (_ => 0),
        };
        await phase.RunAsync(plan ?? Plan, FullTrainings.CandidateOf, interrupt?.Token ?? Token);
        return recorder.State;
    }
}
