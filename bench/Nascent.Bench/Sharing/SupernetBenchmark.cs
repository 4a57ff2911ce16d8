using System.Globalization;
using Nascent.Bench.Proxy;
using Nascent.Bench.ZeroCost;
using Nascent.Benchmarks.Statistics;
using Nascent.Data.Benchmarks;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Sharing;

namespace Nascent.Bench.Sharing;

/// <summary>How well the shared weights of a supernet rank networks of NAS-Bench-201, beside their published accuracies on CIFAR-10.</summary>
internal static class SupernetBenchmark
{
    private const int Looks = 6;
    private const int NetworksOfALook = 100;

    /// <summary>Trains one supernet and prints Kendall's τ as it goes on.</summary>
    public static int Run(Words words)
    {
        var folder = words.Text("--data") ?? Environment.GetEnvironmentVariable("NASCENT_DATA") ?? "../shared/data";
        var table = PublishedTables.Read("nb201:cifar10", Path.Combine(folder, "nas"));
        var (channels, cells, side) = (words.Number("--channels", 16), words.Number("--cells", 1), words.Number("--side", 16));
        var data = CifarImages.Read(Path.Combine(folder, "images", "cifar10_jpeg.tar.gz"), words.Number("--images", 45_000), words.Number("--validation", 5_000), side);
        var seed = new Seed((ulong)words.Number("--seed", 1));
        var recipe = new TrainingRecipe
        {
            BatchSize = words.Number("--batch", 64),
            LearningRate = words.Real("--rate", 0.05),
            WarmUp = 0.05,
            WeightDecay = 5e-4,
            CropPadding = side / 8,
            Flip = true,
        };
        var rule = words.Text("--rule") == "uniform" ? PathRule.Uniform : PathRule.StrictlyFair;
        using var supernet = new Supernet(NasBench201.Create(channels, cells), data.Signature, seed.Derive("weights"));
        using var trainer = new SupernetTrainer(supernet, data, recipe, rule, words.Real("--epochs", 20), seed);
        var rows = NasBench201Rows.Shuffled(table, new Seed(500)).Take(words.Number("--networks", 500)).ToArray();
        var began = Environment.CpuUsage.TotalTime;
        var (loss, spent) = (0.0, TimeSpan.Zero);
        Console.WriteLine($"seed {seed.Value}: {(rule == PathRule.Uniform ? "uniform" : "fair")}, {channels} channels, {cells} cells a stage, {side}×{side} pixels, {trainer.TotalSteps} steps of {recipe.BatchSize}");
        while (trainer.StepsDone < trainer.TotalSteps)
        {
            loss += trainer.Step();
            if (trainer.StepsDone % (trainer.TotalSteps / Looks) != 0 && trainer.StepsDone != trainer.TotalSteps)
                continue;
            spent += Environment.CpuUsage.TotalTime - began;
            var scores = new SubnetScores(supernet, data, seed);
            var looked = trainer.StepsDone == trainer.TotalSteps ? rows : rows[..Math.Min(rows.Length, NetworksOfALook)];
            var values = Array.ConvertAll(looked, row => scores.ScoresOf(NasBench201Rows.GenotypeOf(table, row)));
            var truth = Array.ConvertAll(looked, row => table.Test(row, "accuracy"));
            var accuracy = Array.ConvertAll(values, value => value[Metric.Accuracy.Name]!.Value);
            var tau = Bootstrap.Of(looked.Length, drawn => RankCorrelation.KendallTau([.. drawn.Select(i => accuracy[i])], [.. drawn.Select(i => truth[i])]), new Seed(1));
            var byLoss = RankCorrelation.KendallTau(Array.ConvertAll(values, value => -value[Metric.LogLoss.Name]!.Value), truth);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"step {trainer.StepsDone}, {spent.TotalMinutes:F1} min of processor time, loss {loss * Looks / trainer.TotalSteps:F3}: τ {tau.Value:F3} ({tau.Low:F3} – {tau.High:F3}) over {looked.Length}, by log loss {byLoss:F3}; accuracy {accuracy.Min():F3} to {accuracy.Max():F3}, mean {accuracy.Average():F3}"));
            if (trainer.StepsDone == trainer.TotalSteps && words.Text("--out") is { } path)
                File.WriteAllLines(path, looked.Select((row, i) => string.Create(CultureInfo.InvariantCulture, $"{row},{accuracy[i]},{values[i][Metric.LogLoss.Name]},{truth[i]}")).Prepend("row,accuracy,log_loss,published"));
            (loss, began) = (0, Environment.CpuUsage.TotalTime);
        }

        return 0;
    }
}
