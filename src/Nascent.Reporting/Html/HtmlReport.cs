using System.Reflection;
using Nascent.Reporting.Html.Sections;
using Nascent.Reporting.Outcomes;

namespace Nascent.Reporting.Html;

/// <summary>One self-contained page about a run: no scripts, nothing loaded, readable in light and dark and on paper.</summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Write(RunStory story)
    {
        var page = new HtmlPage();
        if (story.State.Spec is null)
            page.Raw("<main>").Paragraph("Nothing is recorded of this run yet.");
        else
            Fill(page, story);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="nascent {ProgramVersion.Text}">
            <title>{HtmlPage.Text(story.Name)} · Nascent</title>
            <style>
            {Style()}
            </style>
            </head>
            <body>
            {page}</main>
            </body>
            </html>

            """;
    }

    private static void Fill(HtmlPage page, RunStory story)
    {
        HeadlineSection.Write(page, story);
        CandidatesSection.Write(page, story);
        NetworkSection.Write(page, story);
        TestSection.Write(page, story);
        SharedSearchSection.Write(page, story);
        SearchSection.Write(page, story);
        TrustSection.Write(page, story);
        TrialsSection.Write(page, story);
        LedgerSection.Write(page, story);
        DataSection.Write(page, story);
        ProvenanceSection.Write(page, story);
    }

    private static string Style()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
