using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;

namespace Nascent.Reporting.Html.Sections;

/// <summary>The result at a glance, and why it is credible.</summary>
internal static class HeadlineSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        var (state, spec) = (story.State, story.State.Spec!);
        var objective = spec.Objectives[0];
        var metric = Metric.TitleOf(objective.Metric);
        page.Raw("<header>");
        page.Raw($"<p class=\"brand\">Nascent · neural architecture search</p><h1>{HtmlPage.Text(story.Name)}</h1>");
        page.Paragraph(
            $"{story.Data?.Name ?? spec.Data.Source} · {state.Trials.Count} trials · {Figures.Time(state.Span.Last - state.Span.First)} · {state.Span.First.UtcDateTime:yyyy-MM-dd HH:mm} UTC · version {state.Manifests[0].Version}", "sub");
        page.Raw("</header><main>");
        if (state.Phase != RunPhase.Finished)
            page.Paragraph($"This run is not complete: {RunWords.Phase(state)}. The report shows what is known so far.", "notice");
        page.Raw("<section id=\"result\" class=\"result\">");
        if (story.Winner is { } winner)
        {
            page.Raw("<div class=\"steps\">");
            Step(page, "search", Figures.Of(spec.TrialObjectives[0].Metric, winner.SearchValue), $"{RunWords.SearchScore(spec)}, {(spec.SearchObjectives is null ? "short training" : "not trained")}", "");
            var largest = objective.Metric == Metric.Accuracy.Name && ClassShare.Of(story) is { } share ? $"; the largest class has {share.Percent}" : "";
            Step(page, "retrained", Figures.Of(objective.Metric, winner.Test), (winner.Runs.Length == 1 ? $"test {metric}, full training, one seed" : $"test {metric}, full training, mean ± standard deviation of {winner.Runs.Length} seeds") + largest, "strong");
            Step(page, "deployed", Figures.Of(objective.Metric, state.Deployed?.Metrics[objective.Metric]), $"test {metric} of best.onnx on ONNX Runtime{largest}", "");
            page.Raw("</div>");
            page.Paragraph(Verdict.Of(story), "verdict");
            page.Raw("<ul class=\"why\">");
            foreach (var reason in Reasons(story, winner))
                page.Raw($"<li>{HtmlPage.Text(reason)}</li>");
            page.Raw("</ul>");
        }
        else
        {
            page.Paragraph(Standing.Best(state) is { } best
                ? $"Best so far: trial {best.Number} with a {RunWords.SearchScore(spec)} of {Figures.Of(spec.TrialObjectives[0].Metric, best.Metrics[spec.TrialObjectives[0].Metric])} in the search. It is not fully trained yet{(spec.SearchObjectives is null ? ", and the best of many brief scores is too high" : "")}."
                : "No trial has a result yet.");
        }

        page.End();
    }

    private static void Step(HtmlPage page, string name, string value, string meaning, string style) =>
        page.Raw($"<div class=\"step {style}\"><span class=\"name\">{HtmlPage.Text(name)}</span><span class=\"value\">{HtmlPage.Text(value)}</span><span class=\"meaning\">{HtmlPage.Text(meaning)}</span></div>");

    private static IEnumerable<string> Reasons(RunStory story, CandidateSummary winner)
    {
        if (story.Data is { } data)
            yield return $"The network was chosen by its mean on {data.Validation:N0} validation samples. The {data.Test:N0} test samples were read once, after that choice, and decided nothing.";
        if (story.Candidates.Any(candidate => candidate.Candidate.BaselineName is not null))
            yield return story.State.Plan?.BaselineSeeds is null
                ? "The baselines had the same recipe, epochs and seeds in full training."
                : "The baselines had the same recipe and epochs in full training, but fewer seeds.";
        if (ClassShare.Sentence(story) is { } share)
            yield return share;
        foreach (var limit in story.Limits)
            yield return $"Limit {limit.Line}.";
        if (story.State.Deployed is { } deployed)
        {
            yield return $"best.onnx was compared with the trained model on {deployed.ParitySamples:N0} test inputs. The largest difference is {deployed.ParityMaxDelta:0.0e+0} of the scale of the outputs.";
            yield return $"It has {Figures.Count(winner.Costs["params"] ?? 0)} parameters, {Figures.Bytes(deployed.SizeBytes)} on disk, and needs {Figures.Milliseconds(deployed.LatencyMedianMs)} per sample on this machine with {deployed.Threads} {(deployed.Threads == 1 ? "thread" : "threads")} (median; 95 % interval {Figures.Milliseconds(deployed.LatencyLowMs)} to {Figures.Milliseconds(deployed.LatencyHighMs)}; 95th percentile {Figures.Milliseconds(deployed.LatencyP95Ms)}).";
        }
    }
}
