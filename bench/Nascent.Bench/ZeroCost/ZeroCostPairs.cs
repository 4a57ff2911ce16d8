using Nascent.Data;
using Nascent.Data.Benchmarks;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.ZeroCost;

namespace Nascent.Bench.ZeroCost;

/// <summary>How long scores without training take on networks of NAS-Bench-201, beside the same computation in PyTorch, by default and at its best.</summary>
/// <remarks>
/// All sides score the same network one after another, in an order that turns, each with one thread. What counts is processor time. Ours is with making the network and drawing its weights;
/// the peer's is given with and without. Ours has scored 20 other networks before. Ratios are the peer's time over ours, medians over networks: above 1 ours is faster. The weights differ, so scores do too; their rank correlation is shown.
/// </remarks>
internal static class ZeroCostPairs
{
    // Networks that ours scores before any counts: .NET compiles what runs often while it runs.
    private const int WarmUp = 20;

    /// <summary>Scores random networks and prints the table.</summary>
    public static int Run(Words words)
    {
        var folder = words.Text("--data") ?? Environment.GetEnvironmentVariable("NASCENT_DATA") ?? "../shared/data";
        var table = PublishedTables.Read("nb201:cifar10", Path.Combine(folder, "nas"));
        var data = DataLoader.Load(DataSource.Resolve(Path.Combine(folder, "images", "cifar10_lossless_4000.bin.gz")), DataOptions.Default, new Seed(1)).Prepared;
        using var batch = ZeroCostBatch.Draw(data, ZeroCostBatch.DefaultSize, new Seed(1));
        var (space, order) = (NasBench201.Create(), NasBench201Rows.Shuffled(table, new Seed(203)));
        var (others, rows) = (order[^WarmUp..], order.Take(words.Number("--networks", 40)).ToArray());
        using var best = new PeerScores("best");
        using var plain = new PeerScores("default");
        Console.WriteLine($"{rows.Length} networks of NAS-Bench-201, batch {batch.Count}, one thread each, processor seconds a network, mean (longest); ratios are medians of the peer's time over ours");
        Console.WriteLine("| score | ours | PyTorch, best | with making it | PyTorch, default | ratio to best | with making it | ratio to default | ρ of the scores |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var name in (words.Text("--scores") ?? "naswot,synflow,snip").Split(','))
        {
            var scorer = new ZeroCostScorer(batch, [ZeroCostScores.Named(name)], new ProcessorTime());
            Turn Of(int row, int turn)
            {
                var genotype = NasBench201Rows.GenotypeOf(table, row);
                ZeroCostResult? ours = null;
                (double, double, double) ofBest = default, ofPlain = default;
                for (var side = 0; side < 3; side++)
                    switch ((side + turn) % 3)
                    {
                        case 0:
                            ours = scorer.Score(space.Resolve(genotype, data.Signature), new Seed(1).Derive(row));
                            break;
                        case 1:
                            ofBest = best.Of(name, NasBench201.Format(genotype));
                            break;
                        default:
                            ofPlain = plain.Of(name, NasBench201.Format(genotype));
                            break;
                    }

                return new(ours!.Elapsed.TotalSeconds, ours.Scores.GetValueOrDefault(name, double.NegativeInfinity), ofBest, ofPlain);
            }

            foreach (var row in others) // a search scores thousands, and what the first ones take longer is spent once
                scorer.Score(space.Resolve(NasBench201Rows.GenotypeOf(table, row), data.Signature), new Seed(2));
            Of(rows[0], 0);
            Print(name, [.. rows.Select(Of)]);
        }

        return 0;
    }

    private static void Print(string name, Turn[] turns)
    {
        string Seconds(Func<Turn, double> of) => $"{turns.Average(of):F3} ({turns.Max(of):F3})";
        string Ratio(Func<Turn, double> of) => $"{Statistics.Median(turns.Select(turn => of(turn) / turn.Ours)):F2}";
        var agreement = RankCorrelation.SpearmanRho([.. turns.Select(turn => turn.Value)], [.. turns.Select(turn => turn.Best.Value)]);
        Console.WriteLine($"| `{name}` | {Seconds(turn => turn.Ours)} | {Seconds(turn => turn.Best.Alone)} | {Seconds(turn => turn.Best.WithMaking)} | {Seconds(turn => turn.Plain.Alone)} "
            + $"| {Ratio(turn => turn.Best.Alone)} | {Ratio(turn => turn.Best.WithMaking)} | {Ratio(turn => turn.Plain.Alone)} | {agreement:F3} |");
    }

    /// <summary>What all sides took for one network.</summary>
    private sealed record Turn(double Ours, double Value, (double WithMaking, double Alone, double Value) Best, (double WithMaking, double Alone, double Value) Plain);
}
