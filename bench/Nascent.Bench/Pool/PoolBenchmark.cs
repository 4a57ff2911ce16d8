using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;

namespace Nascent.Bench.Pool;

/// <summary>One pool of networks, trained in full over several seeds, judges every estimator on full Fashion-MNIST.</summary>
internal static class PoolBenchmark
{
    /// <summary>Trains what the folder lacks, and prints the table once all is there.</summary>
    public static int Run(Words words)
    {
        var (folder, parts, part, replicates) = (words.Text("--out") ?? "runs/pool", words.Number("--parts", 1), words.Number("--part", 0), words.Number("--replicates", 2));
        Directory.CreateDirectory(folder);
        var loaded = DataLoader.Load(DataSource.Resolve(words.Text("--data") ?? "fashion-mnist"), DataOptions.Default, new Seed(1));
        var networks = PoolNetworks.Of(
            SpaceCatalog.Create(words.Text("--space") ?? TinyCnn.Name), loaded.Prepared, new Seed((ulong)words.Number("--seed", 1)), words.Number("--networks", 24), words.Number("--lessons", 48),
            Path.Combine(folder, $"scores-{part}.jsonl"));
        (int Network, Fidelity Fidelity, int Replicate)[] asked =
        [
            .. networks.Pool.SelectMany(network => Enumerable.Range(0, replicates).Select(replicate => (network, PoolTrainer.Full, replicate))),
            .. networks.Pool.Concat(networks.Lessons).Select(network => (network, PoolTrainer.Brief, 0)), .. networks.Pool.Select(network => (network, PoolTrainer.Longer, 0)),
        ];
        (int Network, Fidelity Fidelity, int Replicate)[] shared = [.. networks.Pool.Select(network => (network, PoolTrainer.Shared, 0))]; // one process has the supernet
        var known = PoolTraining.Read(folder);
        using var trainer = new PoolTrainer(loaded, networks, Path.Combine(folder, $"weights-{part}"));
        foreach (var (network, fidelity, replicate) in asked.Where((_, i) => i % parts == part).Concat(part == parts - 1 ? shared : []))
        {
            if (known.Any(training => training.Is(network, fidelity, replicate)))
                continue;
            var training = trainer.Train(network, fidelity, replicate);
            training.AppendTo(Path.Combine(folder, $"trainings-{part}.jsonl"));
            Console.Error.WriteLine($"network {network}, {fidelity}, {replicate}: {training.Validation:P2} in {training.Seconds:F1} s of processor time");
        }

        var all = PoolTraining.Read(folder);
        var missing = asked.Concat(shared).Count(one => !all.Exists(training => training.Is(one.Network, one.Fidelity, one.Replicate)));
        if (missing > 0)
            Console.Error.WriteLine($"{missing} trainings are still missing; call it again, or wait for the other parts and then call it again.");
        else
            new PoolTable(loaded, networks, all, replicates).Print();
        return 0;
    }
}
