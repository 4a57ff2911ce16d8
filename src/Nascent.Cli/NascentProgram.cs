using System.CommandLine;
using Nascent.Cli.Commands;
using Nascent.Cli.Help;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Hosting;
using Nascent.Reporting.Texts;

namespace Nascent.Cli;

/// <summary>The whole program: it reads the command line, runs the command, and turns every failure into one message and an exit code.</summary>
internal static class NascentProgram
{
    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="host">The world around it.</param>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliHost host)
    {
        var root = arguments is [WorkerCommand.Name] ? CommandTable.ForWorker(host) : CommandTable.Build(host);
        if (arguments.Count == 0)
            arguments = ["--help"];
        var parsed = root.Parse(arguments);
        if (parsed.Action is not HelpPage && UsageErrors.Find(parsed) is { } usage)
            return Fail(host, usage);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = host.Output, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                CancellationToken.None);
        }
        catch (NascentException error)
        {
            if (host.ShowsTraces)
                host.Error.WriteLine(error);
            return Fail(host, error.Message);
        }
        catch (RunFailedException error)
        {
            if (host.ShowsTraces)
                host.Error.WriteLine(error);
            host.Error.WriteLine($"nascent: {VisibleText.OfLine(error.Message)}");
            return ExitCode.Failed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (host.ShowsTraces)
                host.Error.WriteLine(error);
            return Fail(host, FileFailure.Explain(error));
        }
        catch (OperationCanceledException) when (host.Interruption.IsAsked)
        {
            host.Error.WriteLine("nascent: interrupted.");
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // the last line of defence: a user gets one line and an exit code, never a stack trace
        catch (Exception error)
#pragma warning restore CA1031
        {
            var cause = error is AggregateException { InnerExceptions.Count: 1 } many ? many.InnerException! : error;
            host.Error.WriteLine($"nascent: unexpected failure ({cause.GetType().Name}): {OneLine(cause.Message)} Set NASCENT_TRACE=1 to see where.");
            if (host.ShowsTraces)
                host.Error.WriteLine(error);
            return ExitCode.Failed;
        }
    }

    private static int Fail(CliHost host, string message)
    {
        host.Error.WriteLine($"nascent: {VisibleText.OfLine(message)}");
        return ExitCode.BadInput;
    }

    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
