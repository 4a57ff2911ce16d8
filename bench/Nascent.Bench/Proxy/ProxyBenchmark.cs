using Nascent.Bench.ZeroCost;
using Nascent.Benchmarks;
using Nascent.Data.Benchmarks;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.ZeroCost;
using Nascent.Torch.ZeroCost.Probes;

namespace Nascent.Bench.Proxy;

/// <summary>How well short training of small copies ranks networks of NAS-Bench-201, beside their published accuracies on CIFAR-10.</summary>
internal static class ProxyBenchmark
{
    private const int SampleSize = 200;

    /// <summary>Trains a sample, or goes on with it, and prints the table.</summary>
    public static int Run(Words words)
    {
        var folder = words.Text("--data") ?? Environment.GetEnvironmentVariable("NASCENT_DATA") ?? "../shared/data";
        var table = PublishedTables.Read("nb201:cifar10", Path.Combine(folder, "nas"));
        var (setting, path, seed) = (ProxySetting.Of(words), words.Text("--out"), new Seed((ulong)words.Number("--seed", 1)));
        var known = ProxyResult.Read(path, setting.ToString());
        var rows = Sample(table, words.Text("--sample") ?? "tune").Take(words.Number("--networks", SampleSize)).ToArray();
        var (part, parts) = (words.Number("--part", 1) - 1, words.Number("--parts", 1));
        var missing = rows.Where((row, i) => i % parts == part && !known.ContainsKey(row)).ToArray();
        var steps = Train(missing, table, setting, folder, words.Number("--validation", 1000), seed, result =>
        {
            known.Add(result.Row, result);
            if (path is not null)
                result.AppendTo(path);
        });
        ProxyTable.Print(table, setting, [.. rows.Where(known.ContainsKey).Select(row => known[row])], steps ?? known.Values.Max(result => result.Losses.Length));
        return 0;
    }

    private static int? Train(int[] rows, BenchmarkTable table, ProxySetting setting, string folder, int validation, Seed seed, Action<ProxyResult> done)
    {
        if (rows.Length == 0)
            return null;
        var data = CifarImages.Read(Path.Combine(folder, "images", "cifar10_jpeg.tar.gz"), setting.Images, validation);
        using var batch = ZeroCostBatch.Draw(data, ZeroCostBatch.DefaultSize, new Seed(1));
        var training = new ProxyTraining(setting, data, NasBench201.Create(), new ZeroCostScorer(batch, [.. ProxyTable.Scores.Select(ZeroCostScores.Named)], new ProcessorTime()));
        foreach (var row in rows)
            done(training.Of(row, NasBench201Rows.GenotypeOf(table, row), seed.Derive(row)));
        return training.Steps;
    }

    /// <summary>The rows of a sample of networks that have published scores: two that share none, the same each time.</summary>
    private static int[] Sample(BenchmarkTable table, string name)
    {
        var rows = NasBench201Rows.Shuffled(table, new Seed(202));
        return name switch
        {
            "tune" => rows[..SampleSize],
            "test" => rows[SampleSize..(2 * SampleSize)],
            _ => throw new NascentException($"--sample: found '{name}', expected tune or test."),
        };
    }
}
