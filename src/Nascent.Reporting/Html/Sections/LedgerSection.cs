using Nascent.Reporting.Outcomes;

namespace Nascent.Reporting.Html.Sections;

/// <summary>What the run cost.</summary>
internal static class LedgerSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        if (story.Ledger.IsEmpty)
            return;
        page.Section("ledger", "Cost of the run", folded: true);
        page.Table(["", "#amount", "note"], story.Ledger.Select(line => ((IReadOnlyList<string>)[line.Item, line.Amount, line.Note], "")));
        page.End();
    }
}
