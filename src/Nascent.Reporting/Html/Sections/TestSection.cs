using System.Globalization;
using System.Text;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Tasks;

namespace Nascent.Reporting.Html.Sections;

/// <summary>Which test samples the deployed network gets right and wrong.</summary>
internal static class TestSection
{
    private const int MostClasses = 40;

    public static void Write(HtmlPage page, RunStory story)
    {
        if (story.Test is not { } test)
            return;
        page.Section("test", "The deployed network on the test set");
        if (story.State.Deployed is { } deployed)
            page.Terms(deployed.Metrics.Values.Where(pair => Metric.Find(pair.Key) is { JudgesPredictions: true })
                .Select(pair => (Metric.Named(pair.Key).Title, Figures.Of(pair.Key, pair.Value), Metric.Named(pair.Key).Help)).Concat(
                ClassShare.Of(story) is { } largest ? [("largest class", largest.Percent, $"share of '{largest.Class}' in the test set; as accurate is always naming it")] : []));
        page.Figure(PredictionsChart.Draw(test, "value"), "One dot per test sample. On the line, the prediction is correct.");
        if (!test.Confusion.IsEmpty && story.Data is { } data)
            Confusion(page, test, data);
        page.End();
    }

    private static void Confusion(HtmlPage page, TestFacts test, DataFacts data)
    {
        if (data.Classes.Length > MostClasses)
        {
            page.Paragraph($"The confusion matrix of {data.Classes.Length} classes is in test.json.");
            return;
        }

        var html = new StringBuilder("<div class=\"scroll\"><table class=\"confusion\"><thead><tr><th>true ↓ · predicted →</th>");
        foreach (var name in data.Classes)
            html.Append(CultureInfo.InvariantCulture, $"<th class=\"n\"><span>{HtmlPage.Text(name)}</span></th>");
        html.Append("<th class=\"n\">recall</th><th class=\"n\">precision</th></tr></thead><tbody>");
        for (var row = 0; row < data.Classes.Length; row++)
        {
            var total = Math.Max(1, test.Confusion[row].Sum());
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>{HtmlPage.Text(data.Classes[row])}</th>");
            for (var column = 0; column < data.Classes.Length; column++)
            {
                var count = test.Confusion[row][column];
                var share = (double)count / total;
                html.Append(CultureInfo.InvariantCulture, $"<td class=\"n {(row == column ? "right" : "wrong")}\" style=\"--share:{(row == column ? share * 45 : Math.Min(1, share * 3) * 40):F0}%\">{(count == 0 ? "·" : count.ToString(CultureInfo.InvariantCulture))}</td>");
            }

            var predicted = Math.Max(1, test.Confusion.Sum(counts => counts[row]));
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"n strong\">{100.0 * test.Confusion[row][row] / total:F1} %</td><td class=\"n\">{100.0 * test.Confusion[row][row] / predicted:F1} %</td></tr>");
        }

        page.Raw(html.Append("</tbody></table></div>").ToString());
        page.Paragraph("Rows are true classes, columns are predicted classes. The diagonal counts correct predictions.", "caption");
    }
}
