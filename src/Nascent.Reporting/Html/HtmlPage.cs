using System.Net;
using System.Text;
using Nascent.Reporting.Texts;

namespace Nascent.Reporting.Html;

/// <summary>Writes the elements of one HTML page; all text is encoded here and nowhere else.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _body = new();
    private bool _folded;

    /// <summary>Encodes text for HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(VisibleText.Of(text));

    /// <summary>Adds markup that is ready.</summary>
    public HtmlPage Raw(string markup)
    {
        _body.Append(markup).Append('\n');
        return this;
    }

    /// <summary>Begins a section.</summary>
    /// <param name="id">Its anchor.</param>
    /// <param name="title">Its title.</param>
    /// <param name="folded">Whether it opens at a click on its title.</param>
    public HtmlPage Section(string id, string title, bool folded = false)
    {
        _folded = folded;
        return Raw($"<section id=\"{id}\">{(folded ? $"<details><summary><h2>{Text(title)}</h2></summary>" : $"<h2>{Text(title)}</h2>")}");
    }

    /// <summary>Ends a section.</summary>
    public HtmlPage End()
    {
        Raw(_folded ? "</details></section>" : "</section>");
        _folded = false;
        return this;
    }

    /// <summary>A paragraph of text.</summary>
    public HtmlPage Paragraph(string text, string style = "") => Raw($"<p{Class(style)}>{Text(text)}</p>");

    /// <summary>A picture with a caption that says how to read it.</summary>
    public HtmlPage Figure(string? svg, string caption) =>
        svg is null ? this : Raw($"<figure>{svg}<figcaption>{Text(caption)}</figcaption></figure>");

    /// <summary>A table; the columns whose header begins with <c>#</c> are numbers and stand to the right.</summary>
    public HtmlPage Table(IReadOnlyList<string> headers, IEnumerable<(IReadOnlyList<string> Cells, string Style)> rows)
    {
        Raw("<div class=\"scroll\"><table><thead><tr>");
        foreach (var header in headers)
            Raw($"<th{Class(header.StartsWith('#') ? "n" : "")}>{Text(header.TrimStart('#'))}</th>");
        Raw("</tr></thead><tbody>");
        foreach (var (cells, style) in rows)
        {
            Raw($"<tr{Class(style)}>");
            for (var i = 0; i < cells.Count; i++)
                Raw($"<td{Class(headers[i].StartsWith('#') ? "n" : "")}>{Text(cells[i])}</td>");
            Raw("</tr>");
        }

        return Raw("</tbody></table></div>");
    }

    /// <summary>A list of terms with what they are.</summary>
    public HtmlPage Terms(IEnumerable<(string Term, string Meaning)> terms)
    {
        Raw("<dl>");
        foreach (var (term, meaning) in terms)
            Raw($"<dt>{Text(term)}</dt><dd>{Text(meaning)}</dd>");
        return Raw("</dl>");
    }

    /// <summary>A list of terms with what they are, and an explanation of each term that shows when it is pointed at.</summary>
    public HtmlPage Terms(IEnumerable<(string Term, string Meaning, string Tooltip)> terms)
    {
        Raw("<dl>");
        foreach (var (term, meaning, tooltip) in terms)
            Raw($"<dt title=\"{Text(tooltip)}\">{Text(term)}</dt><dd>{Text(meaning)}</dd>");
        return Raw("</dl>");
    }

    /// <summary>A part that opens at a click.</summary>
    public HtmlPage Fold(string title, Action<HtmlPage> content)
    {
        Raw($"<details><summary>{Text(title)}</summary>");
        content(this);
        return Raw("</details>");
    }

    /// <summary>A command to type.</summary>
    public HtmlPage Command(string text) => Raw($"<pre>{Text(text)}</pre>");

    /// <summary>The elements so far.</summary>
    public override string ToString() => _body.ToString();

    private static string Class(string style) => style.Length == 0 ? "" : $" class=\"{style}\"";
}
