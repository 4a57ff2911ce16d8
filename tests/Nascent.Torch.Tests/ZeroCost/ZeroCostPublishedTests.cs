using Nascent.Benchmarks.Statistics;
using Nascent.Data.Benchmarks;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Testing;
using Nascent.Torch.ZeroCost;

namespace Nascent.Torch.Tests.ZeroCost;

/// <summary>Our scores beside the published ones, on NAS-Bench-201; <c>bench</c> compares all of them on more networks.</summary>
public sealed class ZeroCostPublishedTests
{
    [Fact]
    public void Synflow_ranks_as_the_published_one_and_the_costs_are_exact()
    {
        var table = PublishedTables.Read("nb201:cifar10", ExternalData.PathOf("nas"));
        var rows = Enumerable.Range(0, table.Count).Where(row => table.KnownOf(row)["synflow"] > 0).ToArray();
        new Seed(4).Stream().Shuffle<int>(rows);
        var data = SyntheticData.Bars(16, 4, side: 32, channels: 3, classes: 10);
        using var batch = ZeroCostBatch.Draw(data, 2, new Seed(1));
        var scorer = new ZeroCostScorer(batch, [.. new[] { "synflow", "params", "macs" }.Select(ZeroCostScores.Named)]);
        var (ours, published) = (new List<double>(), new List<double>());
        foreach (var row in rows.Take(40))
        {
            var scores = scorer.Score(NasBench201.Create().Resolve(GenotypeOf(table.GenotypeOf(row)), data.Signature), new Seed(9).Derive(row)).Scores;
            ours.Add(scores["synflow"]);
            published.Add(table.KnownOf(row)["synflow"]!.Value);
            scores["params"].ShouldBe(table.KnownOf(row)["params"]!.Value);
            (scores["macs"] + 10).ShouldBe(table.KnownOf(row)["macs"]!.Value); // theirs count the ten biases of the head
        }

        RankCorrelation(ours, published).ShouldBeGreaterThan(0.95);
    }

    private static Genotype GenotypeOf(Genotype row)
    {
        string Edge(int node, int from) => $"{row[new DecisionPath($"{node}<-{from}")]}~{from}";
        return NasBench201.Parse(string.Join('+', Enumerable.Range(1, 3).Select(node => $"|{string.Join('|', Enumerable.Range(0, node).Select(from => Edge(node, from)))}|")));
    }

    private static double RankCorrelation(List<double> a, List<double> b)
    {
        var (x, y, mean) = (Ranking.Ascending(a), Ranking.Ascending(b), (a.Count + 1) / 2.0);
        double Product(double[] p, double[] q) => p.Zip(q, (i, j) => (i - mean) * (j - mean)).Sum();
        return Product(x, y) / Math.Sqrt(Product(x, x) * Product(y, y));
    }
}
