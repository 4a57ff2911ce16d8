using Microsoft.Extensions.Time.Testing;
using Nascent.Cli.Display;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Reporting.Documents;
using Nascent.Search;
using Nascent.Search.SharedSearch;
using Nascent.Tasks;
using Nascent.Testing.Search;

namespace Nascent.Cli.Tests.Display;

public sealed class DisplayTests
{
    [Theory]
    [InlineData("trial:17", "trial 17")]
    [InlineData("retrain:trial:17#2", "trial 17, seed 3")]
    [InlineData("retrain:baseline:lenet-5#0", "lenet-5, seed 1")]
    public void Jobs_have_names_for_people(string id, string expected) => JobName.Of(id).ShouldBe(expected);

    [Theory]
    [InlineData(new[] { 1.0, 2, 3 }, 8, "▁▅█")]
    [InlineData(new[] { 1.0, 1 }, 8, "▅▅")]
    [InlineData(new[] { 1.0, 2, 3, 4 }, 2, "▁█")]
    [InlineData(new double[0], 8, "")]
    public void A_sparkline_spans_its_values(double[] values, int width, string expected) => Sparkline.Of(values, width).ShouldBe(expected);

    [Fact]
    public void Every_event_has_its_line_or_none()
    {
        using var output = new StringWriter();
        var display = new PlainDisplay(output, new FakeTimeProvider(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));
        var state = RunState.Empty;
        foreach (var next in SampleRun.Events())
            display.Recorded(next, state = state.Apply(next));
        Snapshot.Matches(output.ToString(), "plain");
    }

    [Fact]
    public void Json_lines_hold_every_event()
    {
        using var output = new StringWriter();
        var display = new JsonDisplay(new JsonLines(output), TimeProvider.System);
        var state = RunState.Empty;
        foreach (var next in SampleRun.Events())
            display.Recorded(next, state = state.Apply(next));
        var lines = Json.Lines(output.ToString());
        lines.Length.ShouldBe(SampleRun.Events().Count());
        lines[0]["kind"]!.GetValue<string>().ShouldBe("run-started");
        lines[^1]["kind"]!.GetValue<string>().ShouldBe("run-finished");
    }

    [Fact]
    public void The_panel_shows_what_workers_do_and_how_long_it_takes()
    {
        var time = SampleRun.State().Span.First;
        var progress = new RunProgress();
        var state = RunState.Empty;
        foreach (var next in SampleRun.Events().Take(42))
            progress = progress.After(state = state.Apply(next), next.At);
        var soFar = new Evaluation(Metrics.None.With("accuracy", 0.8123), Cost.None, [new(1, 0.5, 0.8123)], []);
        progress = progress.After(new JobReport.Started("trial:30", 1, "worker-1/4242")).After(new JobReport.Progress("trial:30", soFar)).After(new JobReport.Started("trial:31", 1, "worker-2/4243"));
        var text = SummaryTests.Write(console => console.Write(LivePanel.Draw(progress, null, time.AddSeconds(100), 120)));
        text.ShouldContain("sample  searching");
        text.ShouldContain("of 48 trained");
        text.ShouldContain("left");
        text.ShouldContain("worker-1   trial 30               epoch 1    81.23 %");
        text.ShouldContain("worker-2   trial 31               starting");
        progress.After(new JobReport.Finished("trial:30", soFar)).Activities.Count.ShouldBe(1);
    }

    [Fact]
    public void Time_left_follows_the_budget_and_the_share_that_is_done()
    {
        var (state, began) = (SampleRun.State(1), SampleRun.State().Span.First);
        var progress = new RunProgress().After(state with { Spec = SampleRun.Spec with { Budget = new(null, TimeSpan.FromSeconds(200), 0.5) } }, began);
        progress.Left(began.AddSeconds(30)).ShouldBe(TimeSpan.FromSeconds(70));
        progress.Left(began.AddSeconds(130)).ShouldBe(TimeSpan.Zero);
        progress.Share(began.AddSeconds(50)).ShouldBe(0.5);
    }

    [Fact]
    public void Time_left_of_a_search_over_shared_weights_follows_its_epochs_and_not_the_budget()
    {
        var (state, began) = (SampleRun.State(1), SampleRun.State().Span.First);
        var soFar = new Evaluation(Metrics.None, Cost.None, [new(5, 0.5, 0.8)], []);
        var progress = new RunProgress().After(state with { Spec = SampleRun.Spec with { Budget = new(null, TimeSpan.FromSeconds(1000), 0.5), Shared = new(10, 4) } }, began)
            .After(new JobReport.Started(SharedSearchPhase.JobId, 1, "worker-1/4242")).After(new JobReport.Progress(SharedSearchPhase.JobId, soFar));
        progress.Share(began.AddSeconds(30)).ShouldBe(0.75 / 2);
        progress.Left(began.AddSeconds(30))!.Value.TotalSeconds.ShouldBe(50, 0.001);
    }

    [Fact]
    public async Task The_live_display_ends_cleanly_and_keeps_what_lasts()
    {
        using var output = new StringWriter();
        var console = Spectre.Console.AnsiConsole.Create(new() { Ansi = Spectre.Console.AnsiSupport.Yes, Out = new Spectre.Console.AnsiConsoleOutput(output) });
        await using (var display = new LiveDisplay(console, TimeProvider.System, 100))
        {
            display.Say("Plan: all of it.");
            using (var step = display.Begin("Reading"))
                step.Report(0.5);
            var state = RunState.Empty;
            foreach (var next in SampleRun.Events())
                display.Recorded(next, state = state.Apply(next));
        }

        output.ToString().ShouldContain("Plan: all of it.");
        output.ToString().ShouldContain("chosen: trial 46");
    }
}
