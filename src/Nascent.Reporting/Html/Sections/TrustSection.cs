using System.Collections.Immutable;
using System.Globalization;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Reporting.Trust;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Html.Sections;

/// <summary>Whether the search's scores are credible: judged by full trainings of all ranks if there are some, or else by what little the run itself can say.</summary>
internal static class TrustSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        if (TrustEvidence.Ranked(story.State) is not { IsEmpty: false } ranked)
            return;
        page.Section("trust", "Did the search pick the right networks?");
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
            ["ranked by", "#Kendall's τ with separate short training"],
            agreement.ByStage.Select(stage => ($"shared weights after {100 * stage.Stage:0} % of their training", stage.Tau)).Append(("shared weights", agreement.Own)).Concat(agreement.Others.Select(cost => (cost.Name, cost.Tau)))
                .Select(row => ((IReadOnlyList<string>)[row.Item1, Figures.Of(row.Item2)], row.Item1 == "shared weights" ? "winner" : "")));
    }

    private static void Judged(HtmlPage page, RunStory story, TrustReport report, int ranked)
    {
        page.Paragraph(report.Sentence, "verdict");
        page.Paragraph(
            $"{report.Candidates.Length} of the {ranked} ranked trials were fully trained ({Epochs(report.Epochs)}) and scored on the validation set. "
            + "Only the ranking is compared, because a score of short training need not equal one of full training.");
        page.Figure(TrustChart.Draw(story.State.Spec!, report.Candidates, story.Winner?.Candidate.TrialNumber), Caption(story.State.Spec!, report.Candidates));
        page.Table(
            ["ranked by", "#Kendall's τ", "#Spearman's ρ", $"#precision at the top {report.Top}", "#regret of the favourite"],
            report.Judged.Select(judged => ((IReadOnlyList<string>)
            [
                judged.Name == "search" ? "the search's score" : judged.Name, Figures.Of(judged.Agreement.Tau), Figures.Of(judged.Agreement.Rho), Figures.Of(judged.Agreement.PrecisionAtTop),
                Figures.Of(judged.Agreement.Regret, value => Figures.Difference(report.Metric, value)),
            ], judged.Name == "search" ? "winner" : "")));
        page.Paragraph("In brackets: 95 % bootstrap intervals over the networks. Kendall's τ and Spearman's ρ are 1 for the same ranking and 0 for unrelated rankings. Regret: how far the network ranked first is behind the best one.", "caption");
        page.Paragraph(report.SeedTau is { } seeds
            ? $"Seeds differ too: two seeds of full training rank these networks alike with τ = {seeds.ToString("0.00", CultureInfo.InvariantCulture)}. Scores of a search cannot agree much better with a single training. With the mean of several seeds, as above, they can."
            : "How well two seeds of full training agree is unknown, because too few networks were trained more than once. No score can do much better than that.");
        Candidates(page, story, report.Candidates);
        foreach (var failure in report.Failures)
            page.Paragraph($"Left out because full training failed: {failure}", "notice");
        Command(page, story, "More networks and seeds make the intervals narrower. Existing trainings are not repeated:", " --candidates 16 --seeds 3");
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
        page.Paragraph($"{Elsewhere(story)}{Known(candidates.Length, ranked.Length)}", "verdict");
        if (candidates.Length > 1)
            page.Fold($"The {candidates.Length} fully trained networks, by rank", fold =>
            {
                fold.Figure(TrustChart.Draw(story.State.Spec!, candidates, story.Winner?.Candidate.TrialNumber), Caption(story.State.Spec!, candidates));
                Candidates(fold, story, candidates);
            });
        if (story.State.Phase == RunPhase.Finished)
            Command(page, story, ranked.Length < TrustReport.FewestCandidates ? "A search with more trials can be checked by:" : $"To check this run, fully train {Math.Min(ranked.Length, TrustEvidence.UsualCandidates)} networks of all ranks with {TrustEvidence.UsualSeeds} seeds each{Duration(story, ranked.Length, candidates)}. The result appears here:", "");
    }

    /// <summary>What measurements of other runs say of such scores; empty where there are none.</summary>
    private static string Elsewhere(RunStory story) => story.Known is { } known
        ? $"Scores like these were checked elsewhere: Spearman's ρ with full training was {Figures.Of(known.Rho)} ({known.Source}). " : "";

    /// <summary>How long a check would take, by the full trainings of this run.</summary>
    private static string Duration(RunStory story, int ranked, ImmutableArray<TrustCandidate> candidates)
    {
        TimeSpan[] known = [.. story.State.Retrained.Where(result => result.Candidate.TrialNumber is not null && !result.Reused).Select(result => result.Evaluation.Cost.Wall)];
        var missing = (Math.Min(ranked, TrustEvidence.UsualCandidates) * TrustEvidence.UsualSeeds) - candidates.Sum(candidate => candidate.Values.Length);
        return known.Length == 0 || missing <= 0 ? "" : $", in about {Figures.Time(known.Aggregate(TimeSpan.Zero, (sum, one) => sum + one) / known.Length * missing / Math.Max(1, story.State.Spec!.Workers.Count))}";
    }

    private static string Known(int trained, int ranked) => trained == 0
        ? $"None of the {ranked} ranked networks is fully trained yet."
        : $"Only {trained} of {ranked} ranked {(ranked == 1 ? "network" : "networks")} {(trained == 1 ? "was" : "were")} fully trained, chosen by the search itself. That is too few to tell whether this search discarded a better one.";

    private static void Candidates(HtmlPage page, RunStory story, ImmutableArray<TrustCandidate> candidates)
    {
        if (candidates.IsEmpty)
            return;
        var (spec, ranked) = (story.State.Spec!, TrustEvidence.Ranked(story.State));
        var (searched, metric) = (spec.TrialObjectives[0].Metric, spec.Objectives[0].Metric);
        page.Table(
            ["network", "#rank in the search", $"#search {Metric.TitleOf(searched)}", $"#full training: validation {Metric.TitleOf(metric)}", "#seeds"],
            candidates.Select(candidate => ((IReadOnlyList<string>)
            [
                $"trial {candidate.Trial.Number}", $"{ranked.IndexOf(candidate.Trial) + 1} of {ranked.Length}", Figures.Of(searched, candidate.Trial.Metrics[searched]),
                Figures.Of(metric, Spread.Of(candidate.Values)), candidate.Values.Length.ToString(CultureInfo.InvariantCulture),
            ], candidate.Trial.Number == story.Winner?.Candidate.TrialNumber ? "winner" : "")));
    }

    private static string Caption(RunSpec spec, ImmutableArray<TrustCandidate> candidates) =>
        $"One dot per network{(candidates.Any(candidate => candidate.Values.Length > 1) ? ": the mean of its seeds, with a line over their range" : "")}. If the search ranks as full training does, the dots {(spec.TrialObjectives[0].Maximise == spec.Objectives[0].Maximise ? "rise" : "fall")} from left to right.";

    private static void Command(HtmlPage page, RunStory story, string text, string options)
    {
        page.Paragraph(text);
        page.Command($"nascent trust {ProvenanceSection.Quote(story.Folder)}{options}");
    }

    private static string Epochs(int count) => count == 1 ? "1 epoch" : $"{count} epochs";
}
