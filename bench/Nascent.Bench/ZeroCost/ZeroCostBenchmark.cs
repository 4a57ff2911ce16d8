using System.Collections.Immutable;
using Nascent.Benchmarks;
using Nascent.Data;
using Nascent.Data.Benchmarks;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.ZeroCost;

namespace Nascent.Bench.ZeroCost;

/// <summary>Compares our zero-cost scores with published scores and accuracies of NAS-Bench-201 on CIFAR-10.</summary>
internal static class ZeroCostBenchmark
{
    private const string Ensemble = "ensemble";

    // Our name of a score, and the published column.
    private static readonly (string Ours, string Published)[] Columns =
    [
        ("naswot", "nwot"), ("jacob_cov", "jacov"), ("synflow", "synflow"), ("epe-nas", "epe_nas"), ("snip", "snip"), ("grad_norm", "grad_norm"), ("fisher", "fisher"),
        ("grasp", "grasp"), ("zen", "zen"), ("l2_norm", "l2_norm"), ("params", "params"), ("macs", "macs"),
    ];

    /// <summary>Scores random networks and prints the table.</summary>
    public static int Run(Words words)
    {
        var folder = words.Text("--data") ?? Environment.GetEnvironmentVariable("NASCENT_DATA") ?? "../shared/data";
        var table = PublishedTables.Read("nb201:cifar10", Path.Combine(folder, "nas"));
        var scores = words.Text("--scores") is { } names ? [.. names.Split(',').Select(ZeroCostScores.Named)] : ZeroCostScores.All;
        var data = DataLoader.Load(DataSource.Resolve(Path.Combine(folder, "images", "cifar10_lossless_4000.bin.gz")), DataOptions.Default, new Seed(1)).Prepared;
        using var batch = ZeroCostBatch.Draw(data, words.Number("--batch", ZeroCostBatch.DefaultSize), new Seed((ulong)words.Number("--batch-seed", 1)));
        var scorer = new ZeroCostScorer(batch, scores, new ProcessorTime());
        var (space, seed, path) = (NasBench201.Create(), new Seed((ulong)words.Number("--seed", 1)), words.Text("--out"));
        var known = ScoredNetwork.Read(path);
        var networks = new List<ScoredNetwork>();
        foreach (var row in NasBench201Rows.Shuffled(table, new Seed(201)).Take(words.Number("--networks", 100)))
        {
            if (!known.TryGetValue(row, out var network))
            {
                var result = scorer.Score(space.Resolve(NasBench201Rows.GenotypeOf(table, row), data.Signature), seed.Derive(row));
                network = new(row, result.Scores, result.Seconds, result.Elapsed.TotalSeconds);
                if (path is not null)
                    network.AppendTo(path);
            }

            networks.Add(network);
        }

        Print(table, networks, [.. scores.Select(score => score.Name)]);
        return 0;
    }

    private static void Print(BenchmarkTable table, List<ScoredNetwork> networks, ImmutableArray<string> scored)
    {
        var accuracy = networks.Select(network => table.Test(network.Row, "accuracy")).ToArray();
        Console.WriteLine($"{networks.Count} networks of NAS-Bench-201, Spearman's ρ with the 200-epoch test accuracy on CIFAR-10; all scores of a network together: {networks.Average(n => n.Elapsed):F2} s of processor time");
        Console.WriteLine("| score | ρ of ours | ρ of the published | difference | ρ of ours with the published | mean processor s | longest | left out |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (ours, published) in Columns.Where(column => scored.Contains(column.Ours)))
        {
            var (mine, theirs) = (networks.Select(network => Value(network.Scores, ours)).ToArray(), networks.Select(network => table.KnownOf(network.Row)[published]!.Value).ToArray());
            var seconds = networks.Select(network => network.Seconds[ours]).ToArray();
            Row(ours, accuracy, mine, theirs, $"{seconds.Average():F3} | {seconds.Max():F3} | {mine.Count(double.IsNegativeInfinity)}");
        }

        if (!RankEnsemble.DefaultMembers.All(scored.Contains))
            return;
        var together = RankEnsemble.Of([.. networks.Select(network => network.Scores)], RankEnsemble.DefaultMembers);
        var publishedTogether = RankEnsemble.Of([.. networks.Select(network => table.KnownOf(network.Row).Values)],
            [.. RankEnsemble.DefaultMembers.Select(member => Columns.Single(column => column.Ours == member).Published)]);
        Row(Ensemble, accuracy, [.. together], [.. publishedTogether], "| | ");
    }

    private static double Value(ImmutableSortedDictionary<string, double> scores, string name) => scores.TryGetValue(name, out var value) ? value : double.NegativeInfinity;

    private static void Row(string name, double[] accuracy, double[] mine, double[] theirs, string rest)
    {
        var (a, b) = (RankCorrelation.SpearmanRho(mine, accuracy), RankCorrelation.SpearmanRho(theirs, accuracy));
        Console.WriteLine($"| `{name}` | {a:F3} | {b:F3} | {Math.Round(a - b, 3) + 0.0:+0.000;-0.000} | {RankCorrelation.SpearmanRho(mine, theirs):F4} | {rest} |");
    }
}
