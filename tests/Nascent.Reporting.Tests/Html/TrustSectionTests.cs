using System.Xml.Linq;
using Nascent.Reporting.Html;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Trust;
using Nascent.Testing.Search;

namespace Nascent.Reporting.Tests.Html;

public sealed class TrustSectionTests
{
    [Fact]
    public void Without_added_trainings_the_section_says_how_little_is_known_and_what_would_tell()
    {
        var section = SectionOf(SampleRun.Story());
        section.ShouldContain("Only 2 of 41 ranked networks were fully trained");
        section.ShouldContain("too few to tell whether this search discarded a better one");
        section.ShouldContain("<pre>nascent trust runs/sample</pre>");
        section.ShouldContain("trial 46");
        section.ShouldNotContain("Kendall");
    }

    [Fact]
    public void With_added_trainings_it_has_the_table_the_picture_the_noise_of_seeds_and_the_sentence()
    {
        var section = SectionOf(Judged());
        section.ShouldContain("Kendall&#39;s τ");
        section.ShouldContain("the search&#39;s score");
        section.ShouldContain("params");
        section.ShouldContain("random");
        section.ShouldContain("two seeds of full training rank these networks alike with τ = ");
        section.ShouldContain(HtmlPage.Text(TrustEvidence.Judge(Judged().State, Judged().Trust)!.Sentence));
        section.ShouldContain("trial 3: the loss is not a number");
        section.ShouldContain("95 % bootstrap intervals");
        var picture = XElement.Parse("<svg" + section.Split("<svg")[1].Split("</svg>")[0] + "</svg>");
        picture.Descendants().Count(element => element.Name.LocalName == "circle").ShouldBe(6);
        picture.Descendants().Attributes().ShouldNotContain(attribute => attribute.Value.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_without_a_ranked_trial_has_no_such_section() => HtmlReport.Write(SampleRun.Story(1)).ShouldNotContain("id=\"trust\"");

    [Fact]
    public void A_run_that_is_not_finished_names_no_command() => SectionOf(SampleRun.Story(20)).ShouldNotContain("nascent trust");

    private static RunStory Judged() => SampleRun.Story() with
    {
        Trust =
        [
            .. new[] { 0, 12, 24, 36 }.SelectMany(trial => new[] { 0, 1 }.Select(seed => new TrustTraining(trial, seed, 8, 0.85 + (0.001 * trial) + (0.004 * seed), 12))),
            new(3, 0, 8, null, 0, "the loss is not a number"),
        ],
    };

    private static string SectionOf(RunStory story) => HtmlReport.Write(story).Split("id=\"trust\"")[1].Split("</section>")[0];
}
