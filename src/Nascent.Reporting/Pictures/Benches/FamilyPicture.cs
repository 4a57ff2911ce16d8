namespace Nascent.Reporting.Pictures.Benches;

/// <summary>Families of networks: the score of each member against what it costs, on a logarithmic axis.</summary>
public static class FamilyPicture
{
    /// <summary>The picture.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="sub">More about it.</param>
    /// <param name="cost">What the horizontal axis means.</param>
    /// <param name="score">What the vertical axis means.</param>
    /// <param name="families">Names with their members, by rising cost; at least one member, with costs above 0.</param>
    public static Picture Draw(string title, string sub, string cost, string score, IReadOnlyList<(string Name, (string Name, double Cost, double Score)[] Members)> families)
    {
        var all = families.SelectMany(family => family.Members).ToArray();
        var axes = BenchAxes.Begin(
            title, sub, ($"{cost} (logarithmic)", (start, end) => Scale.Ratios(all.Select(member => member.Cost), start, end)), (score, (start, end) => Scale.Over(all.Select(member => member.Score), start, end)),
            [.. families.Select((family, i) => (family.Name, Dot(i), true))]);
        foreach (var (i, (_, members)) in families.Index())
        {
            var at = axes.At(members.Select(member => (member.Cost, member.Score))).ToArray();
            axes.Picture.Line(at, BenchInk.LineOf(i));
            foreach (var ((x, y), member) in at.Zip(members))
            {
                axes.Picture.Circle(x, y, 4, Dot(i));
                axes.Picture.Text(x, y - 9, member.Name, BenchInk.Tick, PictureAnchor.Middle);
            }
        }

        return axes.Picture;
    }

    private static PictureStyle Dot(int family) => new(Fill: BenchInk.ColourOf(family), Stroke: "#ffffff", Width: 1);
}
