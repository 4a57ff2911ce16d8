using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Testing.Search;

namespace Nascent.Tests.Extending;

/// <summary>Searches of two trials at a time in this process.</summary>
internal static class OwnSearch
{
    /// <summary>Runs a search to its end.</summary>
    /// <param name="setup">What is searched.</param>
    /// <param name="evaluate">What evaluates trials; made-up results by default.</param>
    public static async Task<RunState> RunAsync(
        SearchSetup setup, Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Evaluation>? evaluate = null)
    {
        evaluate ??= (job, _, _) => FakeTraining.ResultOf(job);
        var token = TestContext.Current.CancellationToken;
        using var recorder = await RunRecorder.OpenAsync(new InMemoryRunJournal(), new RunId("test"), TimeProvider.System, token);
        await recorder.AppendAsync(new RunEvent.RunStarted(setup.Spec, FakeRuns.Manifest), token);
        await using var engine = new InProcessTrialEngine(
            2, (job, progress, cancellation) => Task.Run(() => evaluate(job, progress, cancellation), cancellation), TimeProvider.System)
        {
            StoppingRules = setup.StoppingRules,
        };
        await new SearchLoop(setup, recorder, engine, TimeProvider.System).RunAsync(token);
        return recorder.State;
    }
}
