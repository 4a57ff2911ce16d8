using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;

namespace Nascent.Reporting.Html.Sections;

/// <summary>How the search over shared weights went; nothing where there was none.</summary>
internal static class SharedSearchSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        if (story.State.SharedSearch is not { Outcome: { Looks: [.., var last] } outcome } search)
            return;
        page.Section("shared-search", "Shared weights");
        page.Paragraph($"{story.State.Spec!.Strategy.Name} took {last.Step:N0} steps, {last.Epoch:0.#} epochs, in {Figures.Time(search.Cost.Wall)}. At the end it was {100 * last.Undecided:0} % undecided and preferred {last.Preferred.ToString().Replace(";", "; ", StringComparison.Ordinal)}; {outcome.Candidates.Length} of the networks that it prefers were tried.{(outcome.Note is { } note ? $" It was {note}" : "")}");
        page.Figure(SharedSearchChart.Progress(story), "The preferred network's value by the shared weights, and how undecided the search was.");
        page.Figure(SharedSearchChart.Shares(story), "How probable each option is, a mean over the decisions that have it.");
        page.End();
    }
}
