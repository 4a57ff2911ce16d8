using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Reporting.Documents;

namespace Nascent.Cli.Commands;

/// <summary>Executes a run to its end and says how it ended: what <c>search</c> and <c>resume</c> share.</summary>
internal static class RunExecution
{
    /// <summary>Executes whatever is left of the run that <paramref name="open"/> gives.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="json">Whether output is JSON.</param>
    /// <param name="open">Gives the run.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CliHost host, bool json, Func<ICommandDisplay, CancellationToken, Task<SearchJob>> open)
    {
        host.Interruption.Listen();
        await using var quiet = host.Interruption.Token.Register(() => host.Error.WriteLine("nascent: stopping; press Ctrl-C again to end at once."));
        SearchJob? job = null;
        try
        {
            SearchResult result;
            await using (var display = Displays.Of(host, json))
            {
                job = await open(display, host.Interruption.Token);
                result = await job.RunAsync(display, host.Interruption.Token);
            }

            if (json)
                new JsonLines(host.RawOutput).Write("run", RunDocument.Of(result.Story));
            else
                Summary.Write(Displays.Console(host), result.Story, host.Shorten(job.Folder));
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (host.Interruption.IsAsked)
        {
            host.Error.WriteLine(job is null ? "nascent: interrupted before the run began." : $"nascent: interrupted; continue with 'nascent resume {host.Shorten(job.Folder)}'.");
            return ExitCode.Interrupted;
        }
    }
}
