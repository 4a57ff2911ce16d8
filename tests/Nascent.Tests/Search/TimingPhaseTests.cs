using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Search;

public sealed class TimingPhaseTests
{
    private static readonly RunId Run = new("test");
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
        costs.Keys.ShouldBe([FullTrainings.Found, FullTrainings.Baseline], ignoreOrder: true);
        costs.Values.ShouldAllBe(cost => cost.Samples == 200);
        jobs.ShouldAllBe(job => job.InFull && job.Fidelity.Equals(Short));
        var state = await RunState.ReadAsync(journal, Run, Token);
        (state.Retrained.Count, state.RetrainFailures.Count, state.Plan).ShouldBe((0, 0, null));
    }

    [Fact]
    public async Task What_cannot_be_trained_is_left_out()
    {
        var costs = await TimeAsync(new InMemoryRunJournal(), job => job.Candidate == FullTrainings.Found ? throw new EstimationFailedException("nan", "made up") : FakeTraining.ResultOf(job));
        costs.Keys.ShouldBe([FullTrainings.Baseline]);
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
        using var recorder = await FullTrainings.OpenAsync(journal, Run, Token);
        await using var engine = FullTrainings.Engine(1, train, interrupt);
        return await new TimingPhase(recorder, engine).RunAsync([FullTrainings.CandidateOf(FullTrainings.Found), FullTrainings.CandidateOf(FullTrainings.Baseline)], Short, interrupt?.Token ?? Token);
    }
}
