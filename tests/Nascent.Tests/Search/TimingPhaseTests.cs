using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Testing.Search;

namespace Nascent.Tests.Search;

public sealed class TimingPhaseTests
{
    private static readonly RunId Run = new("test");
    private static readonly CandidateId First = CandidateId.Trial(0);
    private static readonly CandidateId Baseline = CandidateId.Baseline("lenet-5");
    private static readonly Fidelity Short = Fidelity.Of("fake").With(Fidelity.Epochs, 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_candidate_is_trained_once_by_the_full_recipe_and_nothing_of_it_is_a_result()
    {
        var journal = new InMemoryRunJournal();
        var jobs = new List<EvaluationJob>();
        var costs = await TimeAsync(journal, job =>
        {
            lock (jobs)
                jobs.Add(job);
            return FakeTraining.ResultOf(job);
        });
        costs.Keys.ShouldBe([First, Baseline], ignoreOrder: true);
        costs.Values.ShouldAllBe(cost => cost.Samples == 200);
        jobs.ShouldAllBe(job => job.InFull && job.Fidelity.Equals(Short));
        var state = await RunState.ReadAsync(journal, Run, Token);
        (state.Retrained.Count, state.RetrainFailures.Count, state.Plan).ShouldBe((0, 0, null));
    }

    [Fact]
    public async Task What_cannot_be_trained_is_left_out()
    {
        var costs = await TimeAsync(new InMemoryRunJournal(), job => job.Candidate == First ? throw new EstimationFailedException("nan", "made up") : FakeTraining.ResultOf(job));
        costs.Keys.ShouldBe([Baseline]);
    }

    [Fact]
    public async Task An_interruption_ends_what_runs()
    {
        using var interrupt = new CancellationTokenSource();
        var begun = 0;
        await Should.ThrowAsync<OperationCanceledException>(() => TimeAsync(new InMemoryRunJournal(), job =>
        {
            begun++;
            interrupt.Cancel();
            return FakeTraining.ResultOf(job);
        }, interrupt));
        begun.ShouldBe(1);
    }

    private static async Task<ImmutableDictionary<CandidateId, Cost>> TimeAsync(
        InMemoryRunJournal journal, Func<EvaluationJob, Evaluation> train, CancellationTokenSource? interrupt = null)
    {
        using var recorder = await RunRecorder.OpenAsync(journal, Run, TimeProvider.System, Token);
        await recorder.AppendAsync([new RunEvent.RunStarted(FakeRuns.Spec(), FakeRuns.Manifest), new RunEvent.SearchEnded("trials")], Token);
        await using var engine = new InProcessTrialEngine(1, (job, _, cancellationToken) => Task.Run(
            () =>
            {
                var result = train(job);
                if (interrupt?.IsCancellationRequested == true)
                    cancellationToken.WaitHandle.WaitOne(); // the phase passes it on
                cancellationToken.ThrowIfCancellationRequested();
                return result;
            }, CancellationToken.None), TimeProvider.System);
        return await new TimingPhase(recorder, engine).RunAsync([CandidateOf(First), CandidateOf(Baseline)], Short, interrupt?.Token ?? Token);
    }

    private static RetrainCandidate CandidateOf(CandidateId id)
    {
        var genotype = SmallSpaces.Layers.At(id == Baseline ? 5 : 1000);
        return new RetrainCandidate(id, id == Baseline ? Genotype.Empty : genotype, SmallSpaces.Layers.Resolve(genotype, FakeRuns.Signature), Metrics.None);
    }
}
