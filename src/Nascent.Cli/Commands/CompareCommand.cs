using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Spectre.Console;
using Metric = Nascent.Tasks.Metric;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent compare RUN RUN</c>: two runs, compared.</summary>
internal static class CompareCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("compare", "Compare two runs.");
        var (first, second, json) = (CommandTable.Run(), CommandTable.Run("OTHER", "The run to compare it with, given in the same way."), CommandTable.Json());
        command.Add(first);
        command.Add(second);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var stories = new List<RunStory>();
            foreach (var name in new[] { parsed.GetRequiredValue(first), parsed.GetRequiredValue(second) })
            {
                var folder = RunPaths.Find(host.Job, name);
                var story = await StoryTeller.TellAsync(folder, host.Shorten(folder.Root), cancellationToken);
                stories.Add(story.State.Spec is null ? throw new NascentException($"Run '{folder.Name}': nothing is recorded, so there is nothing to compare.") : story);
            }

            var notes = Notes(stories[0], stories[1]);
            if (parsed.GetValue(json))
                new JsonLines(host.RawOutput).Write("comparison", new JsonObject { ["runs"] = new JsonArray([.. stories.Select(RunDocument.Of)]), ["notes"] = new JsonArray([.. notes.Select(note => JsonValue.Create(note))]) });
            else
                Write(host, stories, notes);
            return ExitCode.Done;
        });
        return command;
    }

    private static List<string> Notes(RunStory first, RunStory second)
    {
        var (a, b) = (first.State.Spec!, second.State.Spec!);
        var notes = new List<string>();
        if (a.Data.Checksum != b.Data.Checksum)
            notes.Add("The runs have different data or a different split, so their scores cannot be compared.");
        else if (a.Objectives[0] != b.Objectives[0])
            notes.Add($"The runs have different objectives: {Metric.TitleOf(a.Objectives[0].Metric)} and {Metric.TitleOf(b.Objectives[0].Metric)}.");
        else if (first.Winner?.Test is { } mine && second.Winner?.Test is { } theirs)
            notes.Add(Difference(a.Objectives[0].Metric, a.Objectives[0].Maximise, first.Name, mine, second.Name, theirs));
        return notes;
    }

    private static string Difference(string metric, bool maximise, string first, Spread mine, string second, Spread theirs)
    {
        var lead = maximise ? mine.Mean - theirs.Mean : theirs.Mean - mine.Mean;
        var noise = Math.Sqrt((Square(mine.Deviation) / mine.Count) + (Square(theirs.Deviation) / theirs.Count));
        var margin = Figures.DifferenceInWords(metric, Math.Abs(Figures.Shown(metric, mine.Mean) - Figures.Shown(metric, theirs.Mean)));
        var (ahead, behind) = lead >= 0 ? (first, second) : (second, first);
        return Math.Abs(lead) <= 2 * noise ? $"Too close to call: these seeds cannot distinguish a difference of {margin} of test {Metric.TitleOf(metric)}."
            : $"{ahead} beats {behind} by {margin} of test {Metric.TitleOf(metric)}.";
    }

    private static double Square(double? value) => (value ?? 0) * (value ?? 0);

    private static void Write(CliHost host, List<RunStory> stories, List<string> notes)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var story in stories)
            table.AddColumn(new TableColumn(Markup.Escape(story.Name)).RightAligned());
        void Row(string name, Func<RunStory, string> value) => table.AddRow([name, .. stories.Select(value).Select(Markup.Escape)]);
        Row("state", story => RunWords.Phase(story.State));
        Row("data", story => story.Data?.Name ?? "–");
        Row("space", story => $"{story.State.Spec!.Space["name"]}");
        Row("strategy", story => story.State.Spec!.Strategy.Name);
        Row("trials", story => Tally.Of(story.State).ToString());
        Row("wall time", story => Figures.Time(story.State.ActiveTime));
        Row("search: best", story => BestOf(story));
        Row("retrained: test mean", story => Figures.Of(story.State.Spec!.Objectives[0].Metric, story.Winner?.Test));
        Row("deployed: test", story => Value(story, story.State.Deployed?.Metrics[story.State.Spec!.Objectives[0].Metric]));
        Row("parameters", story => Figures.Of("params", story.Winner?.Costs["params"]));
        Row("MACs", story => Figures.Of("macs", story.Winner?.Costs["macs"]));
        Row("latency", story => Figures.Of("latency", story.State.Deployed?.LatencyMedianMs));
        Displays.Console(host).Write(table);
        notes.ForEach(host.Output.WriteLine);
    }

    private static string BestOf(RunStory story) =>
        story.State.Spec!.TrialObjectives[0].Metric is var metric && Figures.Of(metric, Standing.Best(story.State)?.Metrics[metric]) is var best && story.State.Spec.SearchObjectives is null ? best : $"{Metric.TitleOf(metric)} {best}";

    private static string Value(RunStory story, double? value) => Figures.Of(story.State.Spec!.Objectives[0].Metric, value);
}
