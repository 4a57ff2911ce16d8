using System.Globalization;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Scoring;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Torch.ZeroCost;
using Spectre.Console;

namespace Nascent.Cli.Display;

/// <summary>Scored architectures as a table, in the order of the file; where several scores are wide, architectures are known by their line alone.</summary>
internal static class ScoreTable
{
    private const int WidthOfNumber = 11;
    private const int LeastWidthOfGenotype = 24;

    /// <summary>Writes it.</summary>
    public static void Write(CliHost host, IReadOnlyList<ScoredArchitecture> scored, ScoreRequest request)
    {
        string[] names = request.Estimator == ZeroCostEstimator.Name ? [.. request.Scores.Select(score => score.Name)] : [.. scored.SelectMany(one => one.Scores.Keys).Distinct()];
        var each = Math.Max(1, (host.Width - WidthOfNumber) / WidthOfNumber - 1);
        foreach (var some in names.Chunk(each))
        {
            var withGenotype = host.Width - ((some.Length + 2) * WidthOfNumber) >= LeastWidthOfGenotype;
            var table = new Table().Border(TableBorder.Simple).AddColumn(Right("line"));
            foreach (var name in some)
                table.AddColumn(Right(name));
            table.AddColumn(Right("time"));
            if (withGenotype)
                table.AddColumn("genotype");
            foreach (var one in scored)
            {
                string[] cells = [one.Line.ToString(CultureInfo.InvariantCulture), .. some.Select(name => Of(one, name)), Figures.Time(one.Elapsed), .. withGenotype ? [one.Genotype.ToString()] : Array.Empty<string>()];
                table.AddRow([.. cells.Select(Markup.Escape)]);
            }

            Displays.Console(host).Write(table);
        }
    }

    private static string Of(ScoredArchitecture one, string name) => Figures.Of(name, one.Scores.TryGetValue(name, out var value) ? value : (double?)null);

    private static TableColumn Right(string name) => new TableColumn(Markup.Escape(name)).RightAligned().NoWrap();
}
