using Nascent.Cli.Display;
using Nascent.Testing.Search;
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

    [Fact]
    public void Trainings_that_began_again_are_named()
    {
        var story = SampleRun.Story();
        var trials = story.State.Trials.SetItem(3, story.State.Trials[3] with { Note = "Trained from the start: the checkpoint c is not there." });
        var full = story.State.Retrained[1];
        var retrained = story.State.Retrained.SetItem(1, full with { Evaluation = full.Evaluation with { Note = "Trained from the start: the checkpoint d is damaged." } });
        var shown = Write(console => Summary.Write(console, story with { State = story.State with { Trials = trials, Retrained = retrained } }, "runs/sample"));
        shown.ShouldContain("trial 3: Trained from the start: the checkpoint c is not there.");
        shown.ShouldContain($"trial {full.Candidate.TrialNumber}, seed 2: Trained from the start: the checkpoint d is damaged.");
    }

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
