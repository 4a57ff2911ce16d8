using Nascent.Cli.Composition;
using Nascent.Cli.Display;
using Nascent.Cli.Output;
using Nascent.Journal;
using Nascent.Runs.Checkpoints;

namespace Nascent.Cli.Commands;

/// <summary>Executes a run to its end and says how it ended: what <c>search</c> and <c>resume</c> share.</summary>
internal static class RunExecution
{
    /// <summary>Executes whatever is left of the run that <paramref name="open"/> gives.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="json">Whether output is JSON.</param>
    /// <param name="open">Gives the run; a null one was finished already.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CliHost host, bool json, Func<IRunDisplay, CancellationToken, Task<OpenRun>> open)
    {
        host.Interruption.Listen();
        await using var quiet = host.Interruption.Token.Register(() => host.Error.WriteLine("nascent: stopping; press Ctrl-C again to end at once."));
        OpenRun? run = null;
        try
        {
            await using (var display = Displays.Of(host, json))
            {
                run = await open(display, host.Interruption.Token);
                using var journal = run.Folder.OpenJournal(host.Time);
                using var recorder = await RunRecorder.OpenAsync(journal, run.Folder.Id, host.Time, host.Interruption.Token);
                var checkpoints = new CheckpointRetention(run.Folder, recorder.State);
                recorder.Recorded = (what, state) =>
                {
                    display.Recorded(what, state);
                    checkpoints.After(what, state);
                };
                if (recorder.State.Phase != RunPhase.Finished)
                    await new SearchPipeline(host, run, recorder, display).RunAsync(host.Interruption.Token);
            }

            await FinishAsync(host, json, run);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (host.Interruption.IsAsked)
        {
            host.Error.WriteLine(run is null ? "nascent: interrupted before the run began." : $"nascent: interrupted; continue with 'nascent resume {host.Shorten(run.Folder.Root)}'.");
            return ExitCode.Interrupted;
        }
        catch (NascentException failure) when (run is not null)
        {
            throw new RunFailedException(failure.Message, failure); // what was asked for was possible, or there would be no run
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && run is not null)
        {
            throw new RunFailedException($"Run '{run.Spec.Name}': {FileFailure.Explain(failure)} All that was recorded is kept: go on with 'nascent resume {host.Shorten(run.Folder.Root)}'.", failure);
        }
    }

    private static async Task FinishAsync(CliHost host, bool json, OpenRun run)
    {
        var shown = host.Shorten(run.Folder.Root);
        var story = await StoryTeller.TellAsync(run.Folder, shown, CancellationToken.None);
        if (!File.Exists(run.Folder.Path(RunPaths.Report)))
            ReportFile.Write(host, run.Folder, story.State);
        if (json)
            new JsonLines(host.Output).Write("run", RunDocument.Of(story));
        else
            Summary.Write(Displays.Console(host), story, shown);
    }
}
