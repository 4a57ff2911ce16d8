using Nascent.Reporting.Outcomes;

namespace Nascent.Reporting.Html.Sections;

/// <summary>The data, and what was noticed about it.</summary>
internal static class DataSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        if (story.Data is not { } data)
            return;
        page.Section("data", "The data", folded: true);
        page.Terms([
            ("name", data.Name), ("one sample", data.Input), ("samples", $"{data.Train:N0} training, {data.Validation:N0} validation, {data.Test:N0} test"),
            .. data.Classes.IsEmpty ? [] : new[] { ("classes", Classes(data)) },
            ("left out", data.Skipped == 0 ? "nothing" : $"{data.Skipped:N0} bad files or rows (--skip-bad)"),
            ("SHA-256", data.Checksum)]);
        if (!data.Notes.IsEmpty)
            page.Raw($"<ul>{string.Concat(data.Notes.Select(note => $"<li>{HtmlPage.Text(note)}</li>"))}</ul>");
        page.End();
    }

    private static string Classes(DataFacts data)
    {
        var (least, most) = (data.TrainCounts.Min(), data.TrainCounts.Max());
        return $"{data.Classes.Length}, {(least == most ? $"{least:N0} training samples per class" : $"{least:N0} to {most:N0} training samples per class")}";
    }
}
