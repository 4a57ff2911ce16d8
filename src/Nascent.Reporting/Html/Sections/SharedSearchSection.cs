using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;

namespace Nascent.Reporting.Html.Sections;

/// <summary>How the search over shared weights went; nothing if there was none.</summary>
internal static class SharedSearchSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        if (story.State.SharedSearch is not { Outcome: { Looks: [.., var last] } outcome } search)
            return;
        page.Section("shared-search", "Shared weights");
        page.Paragraph($"{story.State.Spec!.Strategy.Name} took {last.Step:N0} steps ({last.Epoch:0.#} epochs) in {Figures.Time(search.Cost.Wall)}. At the end it was {100 * last.Undecided:0} % undecided. It preferred {last.Preferred.ToString().Replace(";", "; ", StringComparison.Ordinal)}. The search then tried {(outcome.Candidates.Length == 1 ? "one network" : $"{outcome.Candidates.Length} networks")} that it preferred.{(outcome.Note is { } note ? $" It was {note}" : "")}");
        page.Figure(SharedSearchChart.Progress(story), "Score of the preferred network with the shared weights, and how undecided the search was.");
        page.Figure(SharedSearchChart.Shares(story), "Probability of each option, as a mean over the decisions that have it.");
        page.End();
    }
}
