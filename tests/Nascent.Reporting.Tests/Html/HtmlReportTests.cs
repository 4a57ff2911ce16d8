using System.Globalization;
using System.Xml.Linq;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Reporting.Html;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Pictures.Charts;
using Nascent.Reporting.Texts;
using Nascent.Testing.Search;

namespace Nascent.Reporting.Tests.Html;

public sealed class HtmlReportTests
{
    private static readonly string Page = HtmlReport.Write(SampleRun.Story());

    [Fact]
    public void Names_from_strangers_show_their_control_characters_as_signs()
    {
        var story = SampleRun.Story();
        var html = HtmlReport.Write(story with { Data = story.Data! with { Name = "a\u001b[2J\u0007\u202eb", Classes = [.. story.Data.Classes.Select(name => $"{name}\u009b")] } });
        html.ShouldContain("a␛[2J␇\uFFFDb");
        html.Where(character => character is not ('\n' or '\t') && VisibleText.Of(character) != character).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_loads_nothing_and_runs_nothing()
    {
        Page.ShouldNotContain("<script");
        Page.ShouldNotContain("<link");
        Page.ShouldNotContain("src=");
        Page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).ShouldNotContain("http");
        if (Environment.GetEnvironmentVariable("NASCENT_KEEP_REPORT") is { Length: > 0 } path)
            File.WriteAllText(path, Page);
    }

    [Fact]
    public void Every_picture_is_well_formed()
    {
        var pictures = Page.Split("<svg").Skip(1).Select(part => "<svg" + part[..(part.IndexOf("</svg>", StringComparison.Ordinal) + 6)]).ToArray();
        pictures.Length.ShouldBe(5);
        foreach (var picture in pictures)
            XElement.Parse(picture).Descendants().Attributes().ShouldNotContain(attribute => attribute.Value.Contains("NaN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(90)]
    public void No_label_of_the_drawing_is_cut_off(int layers)
    {
        var row = new LayerRow("op", "depthwise conv 3×3 /2 · batch norm", TensorShape.Image(112, 28, 28), 1, 1, [-1], new Operator.Convolution(112, 3, 2, 1, 1, 112, false));
        var picture = XElement.Parse(NetworkDrawing.Draw([.. Enumerable.Repeat(row, layers)])!);
        var size = Numbers(picture.Attribute("viewBox")!.Value);
        var labels = picture.Descendants().Where(element => element.Name.LocalName == "text").ToArray();
        labels.Length.ShouldBe(layers);
        foreach (var label in labels)
        {
            // A letter of these fonts is a little more than half as wide as it is high.
            var length = label.Value.Length * 0.53 * (label.Attribute("class")!.Value.Contains("small", StringComparison.Ordinal) ? 8.5 : 11);
            var turn = Numbers(label.Attribute("transform")!.Value["rotate(".Length..^1]);
            (turn[1] - (length * Math.Cos(turn[0] * Math.PI / 180))).ShouldBeGreaterThan(0);
            (turn[2] - (length * Math.Sin(turn[0] * Math.PI / 180))).ShouldBeLessThan(size[3]);
        }

        static double[] Numbers(string text) => [.. text.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
    }

    [Fact]
    public void It_tells_the_three_scores_and_the_baselines()
    {
        Page.ShouldContain("90.35 %");
        Page.ShouldContain("lenet-5 (baseline, reused)");
        Page.ShouldContain("trial 46 (chosen)");
        Page.ShouldContain("the loss is not a number at step 12");
        Page.ShouldContain("The chosen network beats the best of 2 baselines, lenet-5");
    }

    [Fact]
    public void Text_of_users_is_encoded()
    {
        var story = SampleRun.Story();
        HtmlReport.Write(story with { Data = story.Data! with { Name = "<b>x</b>" } }).ShouldContain("&lt;b&gt;x&lt;/b&gt;");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(104)]
    public void A_run_that_is_not_complete_has_a_page_that_says_so(int events) =>
        HtmlReport.Write(SampleRun.Story(events)).ShouldContain(events == 0 ? "Nothing is recorded" : "This run is not complete");
}
