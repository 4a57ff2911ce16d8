using System.Globalization;
using System.Xml.Linq;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Journal;
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
    public void A_start_that_baselines_did_not_have_is_said()
    {
        const string Sentence = "The found networks began with weights from other images (cifar10) and learned at a rate of at most 0.03, the baselines began with random ones.";
        var story = SampleRun.Story();
        var spec = story.State.Spec!;
        HtmlReport.Write(story with { State = story.State with { Spec = spec with { RetrainRecipe = spec.RetrainRecipe with { Start = "cifar10" } } } }).ShouldContain(Sentence);
        Page.ShouldNotContain(Sentence);
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
        var labels = picture.Descendants().Where(element => element.Attribute("class")?.Value.StartsWith("layer-label", StringComparison.Ordinal) == true).ToArray();
        labels.Length.ShouldBe(layers == 3 ? 2 * layers : layers);
        foreach (var label in labels)
        {
            // A letter of these fonts is a little more than half as wide as it is high.
            var length = label.Value.Length * 0.53 * (label.Attribute("class")!.Value.Contains("small", StringComparison.Ordinal) ? 8.5 : 10);
            var (x, y) = (double.Parse(label.Attribute("x")!.Value, CultureInfo.InvariantCulture), double.Parse(label.Attribute("y")!.Value, CultureInfo.InvariantCulture));
            if (label.Attribute("transform") is { } transform)
            {
                var turn = Numbers(transform.Value["rotate(".Length..^1]);
                (x, y) = (x - (length * Math.Cos(turn[0] * Math.PI / 180)), y - (length * Math.Sin(turn[0] * Math.PI / 180)));
            }

            x.ShouldBeGreaterThan(0);
            y.ShouldBeLessThan(size[3]);
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

    [Theory]
    [InlineData(0.80, "nascent export runs/sample --candidate lenet-5")]
    [InlineData(0.90, null)]
    public void The_verdict_stands_first_and_a_better_baseline_can_be_taken(double found, string? command)
    {
        var (story, state) = (SampleRun.Story(), SampleRun.State());
        state = state with { Retrained = [.. state.Retrained.Select(result => result.Candidate == state.Winner!.Candidate ? result with { Test = result.Test!.With("accuracy", found) } : result)] };
        var page = HtmlReport.Write(story with { State = state });
        page.IndexOf("class=\"verdict", StringComparison.Ordinal).ShouldBeInRange(0, page.IndexOf("class=\"step", StringComparison.Ordinal));
        page.Contains("class=\"verdict behind\"", StringComparison.Ordinal).ShouldBe(command is not null);
        page.Contains("--candidate", StringComparison.Ordinal).ShouldBe(command is not null);
        if (command is not null)
            page.ShouldContain(command);
    }

    [Theory]
    [InlineData(17.14, "alone: 17.1 epochs in 4.5 s, on the validation samples too")]
    [InlineData(1, "alone: 1 epoch in")]
    public void The_last_training_is_told_and_its_score_is_a_ring(double epochs, string expected)
    {
        var (story, state) = (SampleRun.Story(), SampleRun.State());
        var final = new RunEvent.FinallyTrained(state.Winner!.Candidate, state.Plan!.Fidelity, state.Retrained[0].Evaluation with { Curve = [new(epochs, 0.2, 0.95)], Cost = new(TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(9), 1, 1) }, 1);
        var page = HtmlReport.Write(story with { State = state with { Final = final } });
        page.ShouldContain(expected);
        page.ShouldContain("class=\"deployed\"><title>deployed, after the last training: 90.35 %");
        Page.ShouldNotContain("class=\"deployed\"");
        HtmlReport.Write(story with { State = state with { FinalFailure = new(state.Winner.Candidate, "nan", "made up") } }).ShouldContain("A last training of the chosen network failed (nan)");
    }

    [Fact]
    public void Scores_have_the_interval_of_the_test_samples()
    {
        var story = SampleRun.Story();
        var page = HtmlReport.Write(story with { Test = story.Test! with { Noise = [new("lenet-5", 0.01)] } });
        var mean = story.Candidates.Single(candidate => candidate.Label == "lenet-5").Test!.Mean;
        page.ShouldContain($"95 % interval by the test samples {100 * (mean - 0.0196):F2} % to {100 * (mean + 0.0196):F2} %");
        page.ShouldContain("class=\"interval\"");
        Page.ShouldNotContain("class=\"interval\"><title>lenet-5");
    }

    [Theory]
    [InlineData("train", "A trial trains 2 epochs on 4,500 samples.")]
    [InlineData("weight-sharing", "Fidelity of a trial: train(dataShare=0.5,epochs=2).")]
    public void Only_a_trial_that_is_trained_is_said_to_train(string estimator, string expected)
    {
        var story = SampleRun.Story();
        var spec = story.State.Spec! with { Estimator = new(estimator, 1, story.State.Spec.Estimator.Options) };
        HtmlReport.Write(story with { State = story.State with { Spec = spec } }).ShouldContain(expected);
    }

    [Fact]
    public void The_limit_is_drawn_where_its_cost_is() =>
        Page.ShouldContain("limit params&lt;=100000");

    [Fact]
    public void Every_section_that_opens_at_a_click_is_closed() =>
        Page.Split("<details>").Length.ShouldBe(Page.Split("</details>").Length);

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
