using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Html.Sections;

/// <summary>The drawing of the chosen network, and its layers.</summary>
internal static class NetworkSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        if (story.Winner is { Candidate: var chosen, Runs: [{ Members.IsEmpty: false } ensemble] } && chosen == CandidateId.Ensemble)
        {
            page.Section("network", "The chosen model");
            page.Paragraph("An ensemble in one file: the weighted sum of what these models say. Each of a model's full trainings has an equal part of its share.");
            page.Table(["model", "#share", "#trainings", "#parameters of one"], ensemble.Members.OrderByDescending(member => member.Share).Select(member => ((IReadOnlyList<string>)
            [
                member.Candidate.Label, Figures.Of(Metric.Accuracy.Name, member.Share), member.Refit is null ? $"{Of(story, member.Candidate).Length}" : "1, on all rows", Figures.Of("params", Of(story, member.Candidate)[0].Costs["params"]),
            ], "")));
            page.End();
            return;
        }

        if (story.Layers.IsEmpty)
            return;
        page.Section("network", story.Winner?.Candidate.TrialNumber is null ? "The chosen model" : "The chosen network");
        page.Raw($"<p class=\"legend\">{string.Concat(NetworkDrawing.KindsOf(story.Layers).Select(kind => $"<span><i class=\"{kind.Style}\"></i>{HtmlPage.Text(kind.Name)}</span>"))}</p>");
        page.Figure(NetworkDrawing.Draw(story.Layers), "One block per layer: taller with a larger feature map, wider with more channels. Brackets are the stages of the space. Below: where parameters and multiply-accumulates are, then kernel (dw: depthwise) and channels." + (story.Layers.Where((layer, i) => layer.Inputs.Any(from => from != i - 1)).Any() ? " Arcs are connections that skip layers." : ""));
        page.Fold($"Table of {story.Layers.Length} layers", fold => fold.Table(
            ["path", "operator", "output shape", "#parameters", "#MACs"],
            story.Layers.Select(layer => ((IReadOnlyList<string>)[layer.Path, layer.Operator, layer.Shape.ToString(), Figures.Count(layer.Parameters), Figures.Count(layer.Macs)], ""))));
        if (story.Winner?.Candidate.TrialNumber is { } number)
            page.Fold("Genotype", fold => fold.Command(story.State.Trials[number].Genotype.ToString().Replace(";", "\n", StringComparison.Ordinal)));
        page.End();
    }

    private static RetrainResult[] Of(RunStory story, CandidateId candidate) => [.. story.State.Retrained.Where(result => result.Candidate == candidate)];
}
