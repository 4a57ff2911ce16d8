using Nascent.Cli.Hosting;
using Nascent.Reporting.Documents;
using Spectre.Console;

namespace Nascent.Cli.Display;

/// <summary>Chooses how output looks.</summary>
internal static class Displays
{
    // Wide enough for every table and sentence: nothing is wrapped where no terminal shows it.
    private const int Unwrapped = 10_000;

    /// <summary>The display of a run.</summary>
    public static ICommandDisplay Of(CliHost host, bool json) =>
        json ? new JsonDisplay(new JsonLines(host.RawOutput), host.Time) : host.IsTerminal ? new LiveDisplay(Console(host), host.Time, host.Width) : new PlainDisplay(host.Output, host.Time);

    /// <summary>A console for tables, with colours, and wrapped, on a terminal only.</summary>
    public static IAnsiConsole Console(CliHost host)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = host.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = host.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(host.IsTerminal ? host.RawOutput : new UnpaddedWriter(host.Output)),
        });
        console.Profile.Width = host.IsTerminal ? host.Width : Unwrapped;
        console.Profile.Capabilities.Unicode = true;
        console.Pipeline.Attach(new VisibleRendering());
        return console;
    }
}
