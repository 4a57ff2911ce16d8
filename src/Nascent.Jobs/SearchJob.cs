using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Retraining;
using Nascent.Jobs.Searching;
using Nascent.Jobs.Workers;
using Nascent.Journal;
using Nascent.Runs;
using Nascent.Runs.Checkpoints;

namespace Nascent.Jobs;

/// <summary>The whole job: search, full training of the best, the test, a checked ONNX file and a report.</summary>
/// <remarks>
/// Everything is recorded in the run's folder as it happens: what is interrupted, by a token or by <c>kill -9</c>, goes on with <see cref="ResumeAsync"/> and ends
/// where it would have ended.
/// </remarks>
/// <example><code>
/// var job = await SearchJob.BeginAsync(new SearchRequest { Data = "photos/", Limits = ["params&lt;=100k"] });
/// var result = await job.RunAsync();
/// </code></example>
public sealed class SearchJob
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly JobHost _host;
    private readonly OpenRun _run;

    private SearchJob(JobHost host, OpenRun run) => (_host, _run) = (host, run);

    /// <summary>The run's folder, absolute.</summary>
    public string Folder => _run.Folder.Root;

    /// <summary>What the run does: every default settled.</summary>
    public RunSpec Spec => _run.Spec;

    /// <summary>Begins a run: checks what was asked, reads the data, makes the run's folder.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="catalogue">What the request can name; null for what Nascent brings.</param>
    /// <param name="progress">Is told how it goes on; null for nobody.</param>
    /// <param name="cancellationToken">Interrupts; nothing was made then.</param>
    /// <exception cref="NascentException">Something that was asked for is not possible; nothing was made then.</exception>
    public static Task<SearchJob> BeginAsync(SearchRequest request, Catalogue? catalogue = null, IJobProgress? progress = null, CancellationToken cancellationToken = default) =>
        BeginAsync(request, new JobHost { Catalogue = catalogue ?? Catalogue.BuiltIn }, progress, cancellationToken);

    /// <summary>Begins a run in a host of your own; see the other overload.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="host">The world around.</param>
    /// <param name="progress">Is told how it goes on; null for nobody.</param>
    /// <param name="cancellationToken">Interrupts; nothing was made then.</param>
    /// <exception cref="NascentException">Something that was asked for is not possible; nothing was made then.</exception>
    public static async Task<SearchJob> BeginAsync(SearchRequest request, JobHost host, IJobProgress? progress = null, CancellationToken cancellationToken = default)
    {
        JobWorker.ServeIfWorker(host);
        return new(host, await new RunStart(host, progress ?? UnseenProgress.Instance).BeginAsync(Settlement.Of(request, host), cancellationToken));
    }

    /// <summary>Opens a run that was interrupted.</summary>
    /// <param name="run">Its folder, or its name below <c>runs/</c>.</param>
    /// <param name="host">The world around, with the catalogue that the run was begun with; null for the usual.</param>
    /// <param name="progress">Is told how it goes on; null for nobody.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="NascentException">There is no such run, nothing is recorded of it, or its journal is damaged.</exception>
    public static async Task<SearchJob> ResumeAsync(string run, JobHost? host = null, IJobProgress? progress = null, CancellationToken cancellationToken = default)
    {
        host ??= new();
        progress ??= UnseenProgress.Instance;
        JobWorker.ServeIfWorker(host);
        var folder = RunPaths.Find(host, run);
        using var journal = folder.OpenJournal(host.Time);
        using var recorder = await RunRecorder.OpenAsync(journal, folder.IdIn(journal), host.Time, cancellationToken);
        if (recorder.State.Spec is not { } spec)
            throw new NascentException($"Run '{folder.Name}': nothing is recorded, so there is nothing to go on with; begin again with 'nascent search'.");
        if (recorder.State.Phase == RunPhase.Finished)
        {
            progress.Say($"Run '{folder.Name}' is already finished.");
        }
        else
        {
            recorder.Recorded = progress.Recorded;
            await recorder.AppendAsync(new RunEvent.RunResumed(Manifest.Read()), cancellationToken);
        }

        return new(host, OpenRun.Of(folder, spec, host.Catalogue));
    }

    /// <summary>Runs whatever is left of the run; of a finished one it gives the result.</summary>
    /// <param name="progress">Is told how it goes on; null for nobody.</param>
    /// <param name="cancellationToken">Interrupts; all that was recorded is kept.</param>
    /// <exception cref="RunFailedException">It came to an end without a result, or a file cannot be written; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted, and can be resumed.</exception>
    public async Task<SearchResult> RunAsync(IJobProgress? progress = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await FinishAsync(progress ?? UnseenProgress.Instance, cancellationToken);
            var story = await StoryTeller.TellAsync(_run.Folder, _host.Shorten(Folder), CancellationToken.None);
            if (!File.Exists(_run.Folder.Path(RunPaths.Report)))
                ReportFile.Write(_host, _run.Folder, story.State);
            return new(_run.Folder, story);
        }
        catch (NascentException failure)
        {
            throw new RunFailedException(failure.Message, failure); // what was asked for was possible, or there would be no run
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunFailedException($"Run '{Spec.Name}': {FileFailure.Explain(failure)} All that was recorded is kept: go on with 'nascent resume {_host.Shorten(Folder)}'.", failure);
        }
    }

    private async Task FinishAsync(IJobProgress progress, CancellationToken cancellationToken)
    {
        using var journal = _run.Folder.OpenJournal(_host.Time);
        using var recorder = await RunRecorder.OpenAsync(journal, _run.Folder.IdIn(journal), _host.Time, cancellationToken);
        var checkpoints = new CheckpointRetention(_run.Folder, recorder.State);
        recorder.Recorded = (what, state) =>
        {
            progress.Recorded(what, state);
            checkpoints.After(what, state);
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var watch = _host.Time.CreateTimer(_ => StopWhereGone(stop), null, LookEvery, LookEvery);
        try
        {
            if (recorder.State.Phase == RunPhase.Finished)
                await new LostWeights(_host, _run, recorder.State, progress).RestoreAsync(stop.Token);
            else
                await new SearchPipeline(_host, _run, recorder, progress).RunAsync(stop.Token);
        }
        catch (OperationCanceledException gone) when (!cancellationToken.IsCancellationRequested && stop.IsCancellationRequested)
        {
            throw new NascentException($"Run folder '{Folder}': found no journal in it any more; the folder was moved, renamed or deleted while the run was at work. Where it is now, it goes on with 'nascent resume FOLDER'.", gone);
        }
    }

    private void StopWhereGone(CancellationTokenSource stop)
    {
        if (RunFolder.HasJournal(Folder))
            return;
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the run has just ended
        }
    }
}
