using System.Xml.Linq;
using Nascent.Cli.Reporting;

namespace Nascent.Cli.Tests.Reporting;

public sealed class HtmlReportTests
{
    private static readonly string Page = HtmlReport.Write(SampleRun.Story());

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

    [Fact]
    public void It_tells_the_three_scores_and_the_baselines()
    {
        Page.ShouldContain("90.35 %");
        Page.ShouldContain("lenet-5 (baseline, reused)");
        Page.ShouldContain("trial 46 (winner)");
        Page.ShouldContain("the loss is not a number at step 12");
        Page.ShouldContain("The found network beats the best of 2 baselines, lenet-5");
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
