using Nascent.Cli.Display;
using Spectre.Console;

namespace Nascent.Cli.Tests.Display;

public sealed class SummaryTests
{
    [Fact]
    public void A_finished_run_is_told_with_its_layers_and_baselines() => Snapshot.Matches(Write(console => Summary.Write(console, SampleRun.Story(), "runs/sample")), "summary");

    [Theory]
    [InlineData(0, "nothing is recorded yet")]
    [InlineData(10, "nascent resume runs/sample")]
    public void A_run_that_is_not_finished_says_how_to_go_on(int events, string expected) =>
        Write(console => Summary.Write(console, SampleRun.Story(events) with { Layers = [] }, "runs/sample")).ShouldContain(expected);

    internal static string Write(Action<IAnsiConsole> write)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 120;
        console.Profile.Capabilities.Unicode = true;
        write(console);
        return output.ToString();
    }
}
