using System.Globalization;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Trials;
using Spectre.Console;
using Metric = Nascent.Tasks.Metric;

namespace Nascent.Cli.Display;

/// <summary>The result of a run, for a terminal: the chosen network's layers, its scores compared with the baselines', and where the files are.</summary>
internal static class Summary
{
    private static readonly string[] Costs = ["wallSeconds", "searchCpuSeconds", "retrainCpuSeconds", "trustCpuSeconds", "energyWattHours", "carbonGrams"];

    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="story">The run.</param>
    /// <param name="folder">The run's folder, as the user would write it.</param>
    public static void Write(IAnsiConsole console, RunStory story, string folder)
    {
        if (story.State.Spec is not { } spec)
        {
            console.WriteLine($"{story.Name}: nothing is recorded yet.");
            return;
        }

        console.WriteLine();
        console.WriteLine($"{story.Name}: {RunWords.Phase(story.State)} · {Tally.Of(story.State)} · {Figures.Time(story.State.Span.Last - story.State.Span.First)}");
        if (!story.Layers.IsEmpty && story.Winner?.Candidate != CandidateId.Ensemble)
            console.Write(Layers(story));
        if (!story.Candidates.IsEmpty)
            console.Write(Comparison(story));
        if (story.Winner is not null)
            console.WriteLine(string.Join("\n", story.Limits.Select(limit => $"Limit {limit.Line}").Prepend(ClassShare.Sentence(story)).Prepend(TestRange.Sentence(story)).Prepend(PrecisionWords.Sentence(story)).Prepend(FinalWords.Sentence(story)).Prepend(StartWords.Sentence(story)).Prepend(Verdict.Of(story).Sentence).OfType<string>()));
        else if (Standing.Best(story.State) is { } best)
            console.WriteLine($"Best so far: trial {best.Number} with {RunWords.SearchScore(spec)} {Figures.Of(spec.TrialObjectives[0].Metric, best.Metrics[spec.TrialObjectives[0].Metric])} in the search. It is not fully trained yet.");
        if (RunWords.IdleRule(story.State) is { } idle)
            console.WriteLine(idle);
        foreach (var note in Notes(story.State))
            console.WriteLine(note);
        if (!story.Ledger.IsEmpty)
            console.WriteLine($"Cost: {string.Join(", ", Costs.SelectMany(key => story.Ledger.Where(line => line.Key == key)).Select(line => $"{line.Amount} of {line.Item}"))}.{FullTraining(story)}");
        console.WriteLine();
        Next(console, story, folder);
    }

    private static IEnumerable<string> Notes(RunState state) =>
        state.Trials.Where(trial => trial.Note is not null).Select(trial => $"trial {trial.Number}: {trial.Note}").Concat(
            state.Retrained.Where(result => result.Evaluation.Note is not null).Select(result => $"{RunWords.Training(result.Candidate, result.Replicate, state.Spec)}: {result.Evaluation.Note}"));

    private static string FullTraining(RunStory story) =>
        story.Ledger.FirstOrDefault(line => line.Key == "fullTrainingCpuSeconds") is { } full ? $" Full training of every network in the search would have taken {full.Amount} of CPU time." : "";

    private static Table Layers(RunStory story)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("layer").NoWrap()).AddColumn("operator").AddColumn(new TableColumn("output").NoWrap())
            .AddColumn(new TableColumn("params").RightAligned().NoWrap()).AddColumn(new TableColumn("MACs").RightAligned().NoWrap());
        table.Title = new TableTitle($"The chosen {(story.Winner?.Candidate.TrialNumber is null ? "model" : "network")}, {story.Winner?.Label}");
        foreach (var layer in story.Layers)
            table.AddRow(Cells([layer.Path, layer.Operator, layer.Shape.ToString(), layer.Parameters == 0 ? "" : Exact(layer.Parameters), layer.Macs == 0 ? "" : Exact(layer.Macs)]));
        table.AddRow(Cells(["", "", "total", Exact(story.Layers.Sum(layer => layer.Parameters)), Exact(story.Layers.Sum(layer => layer.Macs))]));
        return table;
    }

    private static Table Comparison(RunStory story)
    {
        var spec = story.State.Spec!;
        var metric = spec.Objectives[0].Metric;
        var title = Metric.TitleOf(metric);
        var shown = story.Candidates.Where(candidate => candidate.IsWinner || candidate.Candidate == story.Found?.Candidate || candidate.Candidate.BaselineName is not null || story.Winner is null).ToArray();
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var candidate in shown)
            table.AddColumn(new TableColumn(Markup.Escape(candidate.Label + (candidate.IsReused ? " (reused)" : ""))).RightAligned());
        void Row(string name, Func<CandidateSummary, string> value) => table.AddRow(Cells([name, .. shown.Select(value)]));
        Row($"search: {RunWords.SearchScore(spec)}", candidate => Figures.Of(spec.TrialObjectives[0].Metric, candidate.SearchValue));
        Row($"retrained: validation {title}", candidate => Figures.Of(metric, candidate.Validation));
        Row($"retrained: test {title}", candidate => Figures.Of(metric, candidate.Test) + Seeds(candidate));
        Row($"deployed: test {title}", candidate => candidate.IsWinner ? Figures.Of(metric, story.State.Deployed?.Metrics[metric]) : "–");
        Row("parameters", candidate => Figures.Of("params", candidate.Costs["params"]));
        Row("MACs", candidate => Figures.Of("macs", candidate.Costs["macs"]));
        Row("peak memory", candidate => Figures.Of("memory", candidate.Costs["memory"]));
        Row("latency", candidate => Figures.Of("latency", candidate.IsWinner ? story.State.Deployed?.LatencyMedianMs : candidate.Runs[0].Test?["latency"]));
        return table;
    }

    private static void Next(IAnsiConsole console, RunStory story, string folder)
    {
        if (story.State.Phase == RunPhase.Finished)
        {
            console.WriteLine($"Files: {folder}/best.onnx, best.json, report.html");
            console.WriteLine($"Next:  nascent predict {folder}/best.onnx INPUT…");
            if (story.Winner is not null && Verdict.Of(story).Alternative is { } other)
                console.WriteLine($"       nascent export {folder} --candidate {other.FileName}");
        }
        else
        {
            console.WriteLine($"Next:  nascent resume {folder}");
        }
    }

    private static string Seeds(CandidateSummary candidate) => candidate.Test is { Count: > 1 } test ? $" (n={test.Count})" : "";

    private static string[] Cells(IEnumerable<string> texts) => [.. texts.Select(Markup.Escape)];

    private static string Exact(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
