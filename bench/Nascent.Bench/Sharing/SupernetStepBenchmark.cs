using System.Globalization;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using Nascent.Torch.Training.Optimisers;
using static TorchSharp.torch;

namespace Nascent.Bench.Sharing;

/// <summary>What a step of a supernet takes beside the step of the network alone, and a mixture beside the sum of its options; in processor time, one thread.</summary>
internal static class SupernetStepBenchmark
{
    private const int Repeats = 5;
    private static readonly TrainingRecipe Recipe = new() { BatchSize = 64, LearningRate = 0.01 };

    /// <summary>Times random paths of a space, and for NAS-Bench-201 its mixture.</summary>
    public static int Run(Words words)
    {
        LibTorch.UseThreads(1);
        var name = words.Text("--space") ?? NasBench201.Name;
        var space = name == NasBench201.Name ? NasBench201.Create(words.Number("--channels", 16), words.Number("--cells", 1)) : SpaceCatalog.Create(name);
        var data = name == NasBench201.Name ? MadeUpImages.Set(3, 32, 640) : MadeUpImages.Set(1, 28, 640);
        using var supernet = new Supernet(space, data.Signature, new Seed(1));
        using var batches = new TrainingBatches(data, Recipe, [.. Enumerable.Range(0, data.Train.Count)], new Seed(2));
        var (alone, first, again) = (0.0, 0.0, 0.0);
        var paths = words.Number("--paths", 60);
        var genotypes = Enumerable.Range(0, paths + 3).Select(i => space.Genotypes.SampleByDecision(new Seed(3).Derive(i))).ToArray();
        foreach (var genotype in genotypes) // weights that grow do so once, and are not timed; more paths than a supernet keeps ready
            supernet.Load(genotype);
        for (var i = -3; i < paths; i++)
        {
            var genotype = genotypes[i + 3];
            var times = (Alone: AloneStep(supernet, batches, genotype), First: Shared(supernet, batches, genotype, 1), Again: Shared(supernet, batches, genotype, Repeats));
            if (i >= 0)
                (alone, first, again) = (alone + times.Alone, first + times.First, again + times.Again);
        }

        string Milliseconds(double seconds) => (1000 * seconds / paths).ToString("F2", CultureInfo.InvariantCulture);
        Console.WriteLine($"{name}, {paths} random paths, batch {Recipe.BatchSize}: alone {Milliseconds(alone)} ms a step; as a path {Milliseconds(first)} made anew ({first / alone:F2}×), {Milliseconds(again)} when it is ready ({again / alone:F2}×)");
        if (name != NasBench201.Name)
            return 0;
        var mixture = Mixture(supernet, batches);
        if (words.Text("--peer") is not null)
            foreach (var setting in new[] { "default", "best" })
                Peer(setting, words, genotypes[3..], again / paths, mixture);
        return 0;
    }

    /// <summary>The same paths and the mixture as PyTorch takes them; ratios are its time over ours, of paths that are ready.</summary>
    private static void Peer(string setting, Words words, Genotype[] genotypes, double path, double mixture)
    {
        using var peer = new PeerProcess("pytorch_supernet_step.py", setting, $"{words.Number("--channels", 16)}", $"{words.Number("--cells", 1)}");
        var paths = genotypes.Average(genotype => peer.Ask($"{Repeats} {NasBench201.Format(genotype)}")[0]);
        var all = peer.Ask($"{Repeats} mixture")[0];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"PyTorch, {setting}: {1000 * paths:F2} ms a step of a path ({paths / path:F2} times ours), {1000 * all:F2} of the mixture ({all / mixture:F2} times ours)"));
    }

    /// <summary>The mixture beside the sum of the networks whose edges are all one option, less what they have in common.</summary>
    private static double Mixture(Supernet supernet, TrainingBatches batches)
    {
        var mixture = Median(() =>
        {
            var path = supernet.LoadMixture(_ => 0);
            Train(supernet, batches, path.Module, [.. path.Gates.Select(_ => tensor([0.2f]))]);
        });
        var options = NasBench201.Operators.Select((_, option) => Shared(supernet, batches, supernet.Space.Genotypes.Complete(_ => option, default), Repeats)).ToArray();
        var sum = options.Sum() - ((options.Length - 1) * options[0]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mixture {1000 * mixture:F2} ms a step, the sum of its options {1000 * sum:F2} ({mixture / sum:F2}×)"));
        return mixture;
    }

    private static double AloneStep(Supernet supernet, TrainingBatches batches, Genotype genotype)
    {
        using var module = supernet.Extract(genotype);
        using var optimiser = FlatOptimiser.Of(module.Weights, Recipe);
        return Median(() =>
        {
            batches.ForwardAndBackward(module, 0);
            using var noGradient = no_grad();
            optimiser.Step(0.01);
        });
    }

    private static double Shared(Supernet supernet, TrainingBatches batches, Genotype genotype, int repeats) =>
        Median(() => Train(supernet, batches, supernet.Load(genotype).Module, []), repeats);

    private static void Train(Supernet supernet, TrainingBatches batches, ArchitectureModule module, Tensor[] gates)
    {
        batches.ForwardAndBackward(module, 0, gates);
        supernet.TakeGradients(module);
        new SharedOptimiser(Recipe).Step(supernet, 0.01);
    }

    private static double Median(Action step, int repeats = Repeats)
    {
        var seconds = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            using var scope = NewDisposeScope();
            var began = Environment.CpuUsage.TotalTime;
            step();
            seconds[i] = (Environment.CpuUsage.TotalTime - began).TotalSeconds;
        }

        return Statistics.Median(seconds);
    }
}
