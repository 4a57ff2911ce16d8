using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Testing.Search;

namespace Nascent.Tests.Search;

public sealed class FinalPhaseTests
{
    private static readonly RunId Run = new("test");
    private static readonly Fidelity Fidelity = Fidelity.Of("fake").With(Fidelity.Epochs, 5).With(Fidelity.Parts, 2);
    private static readonly DateTimeOffset Until = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_winner_is_trained_until_a_moment_by_a_seed_of_its_own()
    {
        var jobs = new List<EvaluationJob>();
        var state = await TrainAsync(new InMemoryRunJournal(), job =>
        {
            jobs.Add(job);
            return FakeTraining.ResultOf(job);
        });
        var job = jobs.ShouldHaveSingleItem();
        (job.Id, job.InFull, job.Until, job.Fidelity).ShouldBe(("final:trial:0", true, Until, Fidelity));
        (state.Final!.Candidate, state.Final.Seed, state.Final.Fidelity).ShouldBe((FullTrainings.Found, job.Seed, Fidelity));
        job.Seed.ShouldNotBe(RetrainPhase.JobOf(state.Spec!, FullTrainings.CandidateOf(FullTrainings.Found), 0, Fidelity).Seed);
        Ledger.Of(state).RetrainCpu.ShouldBe(state.Final.Evaluation.Cost.Cpu);
    }

    [Fact]
    public async Task What_is_done_or_has_failed_is_not_done_again()
    {
        var (done, failed) = (new InMemoryRunJournal(), new InMemoryRunJournal());
        await TrainAsync(done, FakeTraining.ResultOf);
        var state = await TrainAsync(failed, _ => throw new EstimationFailedException("nan", "made up"));
        (state.Final, state.FinalFailure!.Reason).ShouldBe((null, "nan"));
        foreach (var journal in new[] { done, failed })
            await TrainAsync(journal, _ => throw new InvalidOperationException("nothing is left to train"));
    }

    [Fact]
    public async Task An_interrupted_training_is_begun_again_with_what_is_left_of_the_time()
    {
        var journal = new InMemoryRunJournal();
        using var interrupt = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => TrainAsync(journal, job =>
        {
            interrupt.Cancel();
            return FakeTraining.ResultOf(job);
        }, interrupt));
        var state = await RunState.ReadAsync(journal, Run, Token);
        (state.Final, state.FinalFailure).ShouldBe((null, null));
        (await TrainAsync(journal, FakeTraining.ResultOf)).Final.ShouldNotBeNull();
    }

    private static async Task<RunState> TrainAsync(InMemoryRunJournal journal, Func<EvaluationJob, Evaluation> train, CancellationTokenSource? interrupt = null)
    {
        using var recorder = await FullTrainings.OpenAsync(journal, Run, Token);
        await using var engine = FullTrainings.Engine(1, train, interrupt);
        await new FinalPhase(recorder, engine).RunAsync(FullTrainings.CandidateOf(FullTrainings.Found), Fidelity, Until, interrupt?.Token ?? Token);
        return recorder.State;
    }
}
