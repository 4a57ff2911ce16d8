using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Html.Sections;

/// <summary>The verdict first, then the scores of what is handed over and of the best baseline, as numbers and as a picture, and why they are credible.</summary>
internal static class HeadlineSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        var (state, spec) = (story.State, story.State.Spec!);
        page.Raw("<header>");
        page.Raw($"<p class=\"brand\">Nascent · neural architecture search</p><h1>{HtmlPage.Text(Title(story))}</h1>");
        page.Paragraph(
            $"Run {story.Name} · {state.Trials.Count} trials · {Figures.Time(state.Span.Last - state.Span.First)} · {state.Span.First.UtcDateTime:yyyy-MM-dd HH:mm} UTC · version {state.Manifests[0].Version}", "sub");
        page.Raw("</header><main>");
        if (state.Phase != RunPhase.Finished)
            page.Paragraph($"This run is not complete: {RunWords.Phase(state)}. The report shows what is known so far.", "notice");
        page.Raw("<section id=\"result\" class=\"result\">");
        if (story.Winner is { } winner)
            Result(page, story, winner);
        else
            page.Paragraph(Standing.Best(state) is { } best
                ? $"Best so far: trial {best.Number} with a {RunWords.SearchScore(spec)} of {Figures.Of(spec.TrialObjectives[0].Metric, best.Metrics[spec.TrialObjectives[0].Metric])} in the search. It is not fully trained yet{(spec.SearchObjectives is null ? ", and the best of many brief scores is too high" : "")}."
                : "No trial has a result yet.");
        page.End();
    }

    private static string Title(RunStory story)
    {
        var (spec, name) = (story.State.Spec!, story.Data?.Name ?? story.State.Spec!.Data.Source);
        var metric = spec.Objectives[0].Metric;
        return story.Winner is { Test: not null } winner
            ? $"{name}: test {Metric.TitleOf(metric)} {Figures.Of(metric, story.State.Deployed?.Metrics[metric] ?? winner.Test.Mean)}, {Figures.Count(winner.Costs["params"] ?? 0)} parameters" : name;
    }

    private static void Result(HtmlPage page, RunStory story, CandidateSummary winner)
    {
        var (state, spec) = (story.State, story.State.Spec!);
        var metric = spec.Objectives[0].Metric;
        var verdict = Verdict.Of(story);
        page.Paragraph(verdict.Sentence, $"verdict {verdict.Kind.ToString().ToLowerInvariant()}");
        if (verdict.Alternative is { } other)
            page.Command($"nascent export {ProvenanceSection.Quote(story.Folder)} --candidate {other.FileName}");
        page.Raw("<div class=\"steps\">");
        Step(page, "deployed", Figures.Of(metric, state.Deployed?.Metrics[metric]), $"test {Metric.TitleOf(metric)} of best.onnx on ONNX Runtime{Range(story, winner, state.Deployed?.Metrics[metric])}", "strong");
        Step(page, "best baseline", Figures.Of(metric, verdict.Rival?.Test), verdict.Rival is { } rival ? $"test {Metric.TitleOf(metric)} of {rival.Label}{Range(story, rival)}" : "there is none", "");
        Step(page, "retrained", Figures.Of(metric, winner.Test), winner.Runs.Length == 1 ? $"test {Metric.TitleOf(metric)}, full training, {(winner.Candidate == CandidateId.Ensemble ? "all members" : "one seed")}" : $"test {Metric.TitleOf(metric)}, full training, mean ± standard deviation of {winner.Runs.Length} {RunWords.Replicate(spec)}s", "");
        Step(page, "search", Figures.Of(spec.TrialObjectives[0].Metric, winner.SearchValue), $"{RunWords.SearchScore(spec)}, {(spec.SearchObjectives is null ? "short training" : "not trained")}", "");
        page.Raw("</div>");
        page.Figure(SeedsChart.Draw(story), $"One dot per {RunWords.Replicate(spec)}; the upright bar is the mean.{(state.Final is null ? "" : " Ring: the deployed file, after the last training.")}{(story.Test?.Noise.IsEmpty == false ? " Grey: the 95 % interval that the choice of test samples leaves open." : "")}");
        page.Raw("<ul class=\"why\">");
        foreach (var reason in Reasons(story, winner))
            page.Raw($"<li>{HtmlPage.Text(reason)}</li>");
        page.Raw("</ul>");
    }

    /// <summary>Which scores the choice of test samples leaves open, to stand after a score; empty where it was not computed.</summary>
    private static string Range(RunStory story, CandidateSummary candidate, double? score = null) => story.IntervalOf(candidate, score) is { } interval
        ? $"; 95 % interval by the test samples {Figures.Of(story.State.Spec!.Objectives[0].Metric, interval.Low)} to {Figures.Of(story.State.Spec.Objectives[0].Metric, interval.High)}" : "";

    private static void Step(HtmlPage page, string name, string value, string meaning, string style) =>
        page.Raw($"<div class=\"step {style}\"><span class=\"name\">{HtmlPage.Text(name)}</span><span class=\"value\">{HtmlPage.Text(value)}</span><span class=\"meaning\">{HtmlPage.Text(meaning)}</span></div>");

    private static IEnumerable<string> Reasons(RunStory story, CandidateSummary winner)
    {
        if (story.Data is { } data)
            yield return $"The {(winner.Candidate.TrialNumber is null ? "model" : "network")} was chosen by its mean on {(story.State.Spec!.Retrain.Folds is > 1 and var folds ? $"{data.Train + data.Validation:N0} samples, in {folds} folds" : $"{data.Validation:N0} validation samples")}. The {data.Test:N0} test samples were read once, after that choice, and decided nothing.";
        if (story.Candidates.Any(candidate => candidate.Candidate.BaselineName is not null))
            yield return story.State.Plan?.BaselineSeeds is null
                ? $"The baselines had the same recipe, epochs and {RunWords.Replicate(story.State.Spec)}s in full training."
                : "The baselines had the same recipe and epochs in full training, but fewer seeds.";
        if (StartWords.Sentence(story) is { } start)
            yield return start;
        if (winner.Candidate == CandidateId.Ensemble)
            yield return $"The ensemble is one file: {winner.Runs[0].Evaluation.Note}. Its validation score is of samples that each member had left out.";
        if (FinalWords.Sentence(story) is { } final)
            yield return final;
        if (PrecisionWords.Sentence(story) is { } precision)
            yield return precision;
        if (TestRange.Sentence(story) is { } range)
            yield return range;
        if (ClassShare.Sentence(story) is { } share)
            yield return share;
        foreach (var limit in story.Limits)
            yield return $"Limit {limit.Line}.";
        if (story.State.Deployed is { } deployed)
        {
            yield return $"best.onnx was compared with the trained model on {deployed.ParitySamples:N0} test inputs. The largest difference is {deployed.ParityMaxDelta:0.0e+0} of the scale of the outputs.";
            yield return $"It has {Figures.Count(winner.Costs["params"] ?? 0)} parameters, {Figures.Bytes(deployed.SizeBytes)} on disk, and needs {Figures.Milliseconds(deployed.LatencyMedianMs)} per sample on this machine with {deployed.Threads} {(deployed.Threads == 1 ? "thread" : "threads")}. That is a median; one sample in twenty takes longer than {Figures.Milliseconds(deployed.LatencyP95Ms)}.";
        }
    }
}
