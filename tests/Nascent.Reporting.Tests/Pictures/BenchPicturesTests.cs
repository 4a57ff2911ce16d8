using System.Xml.Linq;
using Nascent.Benchmarks.Statistics;
using Nascent.Randomness;
using Nascent.Reporting.Pictures;
using Nascent.Reporting.Pictures.Benches;

namespace Nascent.Reporting.Tests.Pictures;

public sealed class BenchPicturesTests
{
    private static readonly string[] Names =
        ["random", "regularized-evolution", "local-search", "bananas", "hyperband", "asynchronous-halving", "tree-parzen", "nsga", "reinforce", "predictor", "annealing", "aging-with-proxies"];

    [Fact]
    public void A_diagram_of_a_dozen_strategies_has_all_names_and_no_two_texts_overlap()
    {
        var picture = RanksPicture.Draw("Mean ranks", "Over 40 problems", Names, Comparison(40, 0.1));
        foreach (var name in Names)
            Texts(picture).ShouldContain(text => text.Words.StartsWith(name + " ", StringComparison.Ordinal));
        var boxes = Texts(picture).Select(Box).ToArray();
        for (var i = 0; i < boxes.Length; i++)
            for (var j = 0; j < i; j++)
                (boxes[i].Left < boxes[j].Right && boxes[j].Left < boxes[i].Right && boxes[i].Top < boxes[j].Bottom && boxes[j].Top < boxes[i].Bottom).ShouldBeFalse($"'{Texts(picture)[i].Words}' lies over '{Texts(picture)[j].Words}'");
        boxes.ShouldAllBe(box => box.Left >= 0 && box.Right <= picture.Width && box.Bottom <= picture.Height);
        if (Environment.GetEnvironmentVariable("NASCENT_PICTURES") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, "dozen.png"), PngPicture.Encode(picture));
    }

    [Fact]
    public void Strategies_that_are_not_told_apart_are_joined_by_a_bar()
    {
        int Bars(double lead) => RanksPicture.Draw("", "", Names[..4], Comparison(10, lead, 4)).Shapes.OfType<PictureShape.Line>().Count(line => line.Style.Width == 4);
        Bars(0).ShouldBe(1); // four alike
        Bars(100).ShouldBe(3); // always in the same order, 1 2 3 4: ranks that differ by 1 are not told apart, by 2 they are (critical difference 1.48): three pairs
    }

    [Fact]
    public void Svg_files_need_nothing_else_and_png_files_have_twice_the_size()
    {
        var picture = new Picture(120, 80, "a < b");
        picture.Line(0, 0, 10, 10, new PictureStyle(Stroke: "#112233", Dash: "2 3"));
        picture.Text(20, 30, "R & D", new PictureFont(12, "#000000"), PictureAnchor.Middle);
        var svg = XDocument.Parse(SvgPicture.Write(picture)).Root!;
        svg.Attribute("width")!.Value.ShouldBe("120");
        svg.Descendants().Single(element => element.Name.LocalName == "text").Value.ShouldBe("R & D");
        var style = svg.Descendants().Single(element => element.Name.LocalName == "style").Value;
        style.ShouldContain("stroke:#112233");
        style.ShouldContain("stroke-dasharray:2 3");
        foreach (var element in svg.Descendants().Where(element => element.Attribute("class") is not null))
            style.ShouldContain($".{element.Attribute("class")!.Value}{{");
        var png = PngPicture.Encode(picture);
        png[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        (png[19], png[23]).ShouldBe(((byte)240, (byte)160));
    }

    private static StrategyComparison Comparison(int blocks, double lead, int? count = null)
    {
        var stream = new Seed(1).Stream();
        return StrategyComparison.Of([.. Enumerable.Range(0, blocks).Select(_ => Enumerable.Range(0, count ?? Names.Length).Select(i => lead == 0 ? 0 : stream.NextGaussian() - (lead * i)).ToArray())]);
    }

    private static PictureShape.Text[] Texts(Picture picture) => [.. picture.Shapes.OfType<PictureShape.Text>()];

    private static (double Left, double Right, double Top, double Bottom) Box(PictureShape.Text text)
    {
        var width = PngPicture.WidthOf(text.Words, text.Font);
        var left = text.X - (text.Anchor switch { PictureAnchor.Start => 0, PictureAnchor.Middle => width / 2, _ => width });
        return (left, left + width, text.Y - (text.Font.Size * 0.8), text.Y + (text.Font.Size * 0.2));
    }
}
