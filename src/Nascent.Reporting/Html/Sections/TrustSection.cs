using System.Collections.Immutable;
using System.Globalization;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Reporting.Trust;
using Nascent.Trials;

namespace Nascent.Reporting.Html.Sections;

/// <summary>How far the search's scores can be believed: judged by full trainings of all ranks where there are some, or else what little the run itself can say.</summary>
internal static class TrustSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        if (TrustEvidence.Ranked(story.State) is not { IsEmpty: false } ranked)
            return;
        page.Section("trust", "How far the search's scores can be believed");
        if (story.State.Check is { } check && SharedAgreement.Of(story.State, check.Trials) is { } agreement)
            Checked(page, agreement);
        if (TrustEvidence.Judge(story.State, story.Trust) is { } report)
            Judged(page, story, report, ranked.Length);
        else
            Unjudged(page, story, ranked);
        page.End();
    }

    private static void Checked(HtmlPage page, SharedAgreement agreement)
    {
        page.Paragraph(agreement.Sentence, "verdict");
        page.Table(
            ["ranked by", "#Kendall's τ with short training by itself"],
            agreement.ByStage.Select(stage => ($"shared weights after {100 * stage.Stage:0} % of their training", stage.Tau)).Append(("shared weights", agreement.Own)).Concat(agreement.Others.Select(cost => (cost.Name, cost.Tau)))
                .Select(row => ((IReadOnlyList<string>)[row.Item1, Figures.Of(row.Item2)], row.Item1 == "shared weights" ? "winner" : "")));
    }

    private static void Judged(HtmlPage page, RunStory story, TrustReport report, int ranked)
    {
        page.Paragraph(report.Sentence, "verdict");
        page.Paragraph(
            $"{report.Candidates.Length} of the {ranked} trials that the search ranks were trained in full ({Epochs(report.Epochs)}) and scored on the validation part. "
            + "Only what they have in common with the search's own scores, its ranking, is compared: a score of a brief training is not meant to be the score of a full one.");
        page.Figure(TrustChart.Draw(story.State.Spec!, report.Candidates, story.Winner?.Candidate.TrialNumber), Caption(story.State.Spec!, report.Candidates));
        page.Table(
            ["ranked by", "#Kendall's τ", "#Spearman's ρ", $"#precision at the top {report.Top}", "#regret of the pick"],
            report.Judged.Select(judged => ((IReadOnlyList<string>)
            [
                judged.Name == "search" ? "the search's score" : judged.Name, Figures.Of(judged.Agreement.Tau), Figures.Of(judged.Agreement.Rho), Figures.Of(judged.Agreement.PrecisionAtTop),
                Figures.Of(judged.Agreement.Regret, value => Figures.Difference(report.Metric, value)),
            ], judged.Name == "search" ? "winner" : "")));
        page.Paragraph("In brackets: 95 % intervals by the bootstrap over the candidates. 1 is the same ranking, 0 none in common. The regret is by how much the best candidate beats the one that is ranked first.", "caption");
        page.Paragraph(report.SeedTau is { } seeds
            ? $"Seeds differ too: one seed of full training ranks these candidates as another does with τ = {seeds.ToString("0.00", CultureInfo.InvariantCulture)}. No estimate can be expected to agree much better with one training; with the mean of several, which counts above, it can."
            : "How far one seed of full training would rank them as another does, which bounds what any estimate can do, is not known: too few were trained more than once.");
        Candidates(page, story, report.Candidates);
        foreach (var failure in report.Failures)
            page.Paragraph($"Left out, as it could not be trained in full: {failure}", "notice");
        Command(page, story, "More candidates and seeds make the intervals narrower; what is there is not trained again:", " --candidates 16 --seeds 3");
    }

    private static void Unjudged(HtmlPage page, RunStory story, ImmutableArray<Trial> ranked)
    {
        var epochs = TrustEvidence.EpochsOf(story.State);
        var trainings = epochs is { } length ? TrustEvidence.Of(length, story.State, story.Trust) : [];
        ImmutableArray<TrustCandidate> candidates =
        [
            .. ranked.Select(trial => new TrustCandidate(trial, [.. trainings.Where(training => training.Trial == trial.Number).OrderBy(training => training.Replicate).Select(training => training.Value).OfType<double>()]))
                .Where(candidate => candidate.Values.Length > 0),
        ];
        page.Paragraph($"This was not judged. {Known(candidates.Length, ranked.Length)}", "verdict");
        page.Figure(TrustChart.Draw(story.State.Spec!, candidates, story.Winner?.Candidate.TrialNumber), Caption(story.State.Spec!, candidates));
        Candidates(page, story, candidates);
        if (story.State.Phase == RunPhase.Finished)
            Command(page, story, ranked.Length < TrustReport.FewestCandidates ? "A search of more trials could be judged. The command is:" : $"This trains {Math.Min(ranked.Length, TrustEvidence.UsualCandidates)} candidates of all ranks in full, over {TrustEvidence.UsualSeeds} seeds each, and writes the judgement here:", "");
    }

    private static string Known(int trained, int ranked) => trained == 0
        ? $"None of the {ranked} trials that the search ranks has been trained in full."
        : $"{(trained == 1 ? "1 was" : $"{trained} were")} trained in full of the {ranked} {(ranked == 1 ? "trial" : "trials")} that the search ranks, the best by its own scores: too few, and too alike in rank, to say whether the others were rightly left behind.";

    private static void Candidates(HtmlPage page, RunStory story, ImmutableArray<TrustCandidate> candidates)
    {
        if (candidates.IsEmpty)
            return;
        var (spec, ranked) = (story.State.Spec!, TrustEvidence.Ranked(story.State));
        var (searched, metric) = (spec.TrialObjectives[0].Metric, spec.Objectives[0].Metric);
        page.Table(
            ["candidate", "#rank in the search", $"#search {searched}", $"#in full: validation {metric}", "#seeds"],
            candidates.Select(candidate => ((IReadOnlyList<string>)
            [
                $"trial {candidate.Trial.Number}", $"{ranked.IndexOf(candidate.Trial) + 1} of {ranked.Length}", Figures.Of(searched, candidate.Trial.Metrics[searched]),
                Figures.Of(metric, Spread.Of(candidate.Values)), candidate.Values.Length.ToString(CultureInfo.InvariantCulture),
            ], candidate.Trial.Number == story.Winner?.Candidate.TrialNumber ? "winner" : "")));
    }

    private static string Caption(RunSpec spec, ImmutableArray<TrustCandidate> candidates) =>
        $"One dot is one candidate{(candidates.Any(candidate => candidate.Values.Length > 1) ? ", the mean of its seeds; the line spans them" : "")}. Scores that rank as full training does {(spec.TrialObjectives[0].Maximise == spec.Objectives[0].Maximise ? "rise" : "fall")} from left to right.";

    private static void Command(HtmlPage page, RunStory story, string text, string options)
    {
        page.Paragraph(text);
        page.Command($"nascent trust {ProvenanceSection.Quote(story.Folder)}{options}");
    }

    private static string Epochs(int count) => count == 1 ? "1 epoch" : $"{count} epochs";
}
