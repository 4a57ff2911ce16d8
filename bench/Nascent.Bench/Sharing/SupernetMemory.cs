using System.Diagnostics;
using System.Globalization;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using Nascent.Torch.Training;
using static TorchSharp.torch;

namespace Nascent.Bench.Sharing;

/// <summary>How much memory activations take in a step of a path of a supernet, beside a step of the network alone.</summary>
/// <remarks>
/// Each number is the difference of the peak resident memory of two processes that are alike but for the batch, which is twice as large in one of them: what does not depend on the batch, such as weights and libtorch
/// itself, is not in it.
/// </remarks>
internal static class SupernetMemory
{
    private const int Batch = 128, Steps = 4;

    /// <summary>Measures random networks of NAS-Bench-201, one cell a stage, and of tiny-cnn; or, as a process of its own, takes the steps of one of them.</summary>
    public static int Run(Words words)
    {
        if (words.Text("--take") is { } take)
        {
            Take(words.Text("--space")!, take == "path", words.Number("--batch", Batch), words.Number("--network", 0));
            return 0;
        }

        var networks = words.Number("--networks", 4);
        Console.WriteLine($"peak resident memory by {Batch} more images in a batch, MB");
        Console.WriteLine();
        Console.WriteLine("| space | network | alone | as a path | ratio |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var space in new[] { NasBench201.Name, TinyCnn.Name })
            for (var network = 0; network < networks; network++)
            {
                var (alone, path) = (Activations(space, "alone", network), Activations(space, "path", network));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{space}` | {SpaceOf(space).SampleByDecision(new Seed(3).Derive(network))} | {alone / 1e6:F1} | {path / 1e6:F1} | {path / alone:F3} |"));
            }

        return 0;
    }

    private static double Activations(string space, string take, int network) => PeakOf(space, take, 2 * Batch, network) - PeakOf(space, take, Batch, network);

    private static double PeakOf(string space, string take, int batch, int network)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var word in (string[])[typeof(SupernetMemory).Assembly.Location, "supernet-memory", "--take", take, "--space", space, "--batch", $"{batch}", "--network", $"{network}"])
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    private static void Take(string name, bool asPath, int batch, int network)
    {
        LibTorch.UseThreads(1);
        var (space, recipe) = (SpaceOf(name), new TrainingRecipe { BatchSize = batch, LearningRate = 0.01 });
        var data = name == NasBench201.Name ? MadeUpImages.Set(3, 32, 4 * Batch) : MadeUpImages.Set(1, 28, 4 * Batch);
        using var supernet = new Supernet(space, data.Signature, new Seed(1));
        using var batches = new TrainingBatches(data, recipe, [.. Enumerable.Range(0, data.Train.Count)], new Seed(2));
        var genotype = space.SampleByDecision(new Seed(3).Derive(network));
        using var module = supernet.Extract(genotype);
        using var optimiser = FlatOptimiser.Of(module.Weights, recipe);
        for (var step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            if (asPath)
                Path(supernet, supernet.Load(genotype).Module);
            else
                Alone();
        }

        Console.WriteLine(JobClock.PeakResidentBytes());

        void Alone()
        {
            batches.ForwardAndBackward(module, 0);
            using var noGradient = no_grad();
            optimiser.Step(0.01);
        }

        void Path(Supernet shared, ArchitectureModule path)
        {
            batches.ForwardAndBackward(path, 0, []);
            shared.TakeGradients(path);
            new SharedOptimiser(recipe).Step(shared, 0.01);
        }
    }

    private static SearchSpace SpaceOf(string name) => name == NasBench201.Name ? NasBench201.Create(16, 1) : SpaceCatalog.Create(name);
}
