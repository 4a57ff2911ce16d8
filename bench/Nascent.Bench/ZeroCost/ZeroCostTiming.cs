using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.ZeroCost;

namespace Nascent.Bench.ZeroCost;

/// <summary>Measures how long zero-cost scores of random members of a space take, on the embedded images.</summary>
internal static class ZeroCostTiming
{
    // Networks that are scored before any is timed: a search scores thousands, and what the first ones take longer is spent once.
    private const int WarmUp = 200;

    /// <summary>Scores random networks and prints the table.</summary>
    public static int Run(Words words)
    {
        var (name, count, size) = (words.Text("--space") ?? TinyCnn.Name, words.Number("--networks", 200), words.Number("--batch", ZeroCostBatch.DefaultSize));
        var scores = (words.Text("--scores")?.Split(',') ?? [.. RankEnsemble.DefaultMembers]).Select(ZeroCostScores.Named).ToArray();
        var data = DataLoader.Load(DataSource.Resolve(words.Text("--data")), DataOptions.Default, new Seed(1)).Prepared;
        using var batch = ZeroCostBatch.Draw(data, size, new Seed(1));
        var (space, scorer, seed) = (SpaceCatalog.Create(name), new ZeroCostScorer(batch, [.. scores], words.Text("--clock") == "wall" ? TimeProvider.System : new ProcessorTime()), new Seed(1));
        var networks = Enumerable.Range(0, WarmUp + count).Select(i => space.Resolve(space.Genotypes.Sample(seed.Derive(i)), data.Signature)).ToArray();
        foreach (var network in networks.Take(WarmUp))
            scorer.Score(network, seed);
        var results = networks.Skip(WarmUp).Select(network => scorer.Score(network, seed)).ToArray();
        Console.WriteLine($"{count} random members of {name} on {data.Name}, batch {size}, one thread, after {WarmUp} others, milliseconds of {(words.Text("--clock") == "wall" ? "wall" : "processor")} time a network");
        Console.WriteLine("| score | mean | median | longest |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var score in scores)
            Row($"`{score.Name}`, alone", results.Select(result => result.Seconds[score.Name] * 1000));
        Row("all of them together", results.Select(result => result.Elapsed.TotalMilliseconds));
        return 0;
    }

    private static void Row(string name, IEnumerable<double> milliseconds)
    {
        var all = milliseconds.ToArray();
        Console.WriteLine($"| {name} | {all.Average():F1} | {Statistics.Median(all):F1} | {all.Max():F1} |");
    }
}
