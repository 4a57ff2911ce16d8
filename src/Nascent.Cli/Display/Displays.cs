using Nascent.Cli.Hosting;
using Nascent.Reporting.Documents;
using Spectre.Console;

namespace Nascent.Cli.Display;

/// <summary>Chooses how output looks.</summary>
internal static class Displays
{
    /// <summary>The display of a run.</summary>
    public static ICommandDisplay Of(CliHost host, bool json) =>
        json ? new JsonDisplay(new JsonLines(host.Output)) : host.IsTerminal ? new LiveDisplay(Console(host), host.Time, host.Width) : new PlainDisplay(host.Output, host.Time);

    /// <summary>A console for tables, with colours where they are wanted.</summary>
    public static IAnsiConsole Console(CliHost host)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = host.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = host.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(host.Output),
        });
        console.Profile.Width = host.Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
