using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Search;

/// <summary>What tests of the phases after the search train: a trial and a baseline, by made-up training.</summary>
internal static class FullTrainings
{
    public static readonly CandidateId Found = CandidateId.Trial(0);
    public static readonly CandidateId Baseline = CandidateId.Baseline("lenet-5");

    public static RetrainCandidate CandidateOf(CandidateId id)
    {
        var genotype = SmallSpaces.Layers.Genotypes.At(id == Baseline ? 5 : 1000);
        return new RetrainCandidate(id, id == Baseline ? Genotype.Empty : genotype, SmallSpaces.Layers.Resolve(genotype, FakeRuns.Signature), Metrics.None.With("params", 7));
    }

    /// <summary>The journal of a run whose search has ended, which is begun where it is empty.</summary>
    public static async Task<RunRecorder> OpenAsync(InMemoryRunJournal journal, RunId run, CancellationToken cancellationToken)
    {
        var recorder = await RunRecorder.OpenAsync(journal, run, TimeProvider.System, cancellationToken);
        if (recorder.State.Spec is null)
        {
            var proposed = new RunEvent.TrialProposed(0, SmallSpaces.Layers.Genotypes.At(1000), FakeRuns.Spec().Fidelity, new("key"), Metrics.None, 1, null);
            await recorder.AppendAsync([new RunEvent.RunStarted(FakeRuns.Spec(), FakeRuns.Manifest), proposed, new RunEvent.SearchEnded("trials")], cancellationToken);
        }

        return recorder;
    }

    /// <summary>Trains in this process; once a test has interrupted, a training waits until the phase passes it on.</summary>
    public static InProcessTrialEngine Engine(int slots, Func<EvaluationJob, Evaluation> train, CancellationTokenSource? interrupt) => new(slots, (job, _, cancellationToken) => Task.Run(
        () =>
        {
            var result = train(job);
            if (interrupt?.IsCancellationRequested == true)
                cancellationToken.WaitHandle.WaitOne();
            cancellationToken.ThrowIfCancellationRequested();
            return result;
        }, CancellationToken.None), TimeProvider.System);
}
