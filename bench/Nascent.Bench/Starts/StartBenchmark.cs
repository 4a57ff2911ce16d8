using System.Globalization;
using Nascent.Architectures;
using Nascent.Bench.Proxy;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Starts;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Bench.Starts;

/// <summary>Few pictures of two kinds, told apart by networks that begin at random and by the same networks that begin with a start. With two starts, each is of the classes of the other half, and has seen neither kind; with one, it has seen other pictures of both.</summary>
internal static class StartBenchmark
{
    private const int JudgesOfAClass = 900;
    private const int ScoredEachEpoch = 20;

    /// <summary>The classes of each of the two starts; each is judged on pairs of the other's.</summary>
    public static readonly string[][] Halves = [["airplane", "automobile", "bird", "cat", "deer"], ["dog", "frog", "horse", "ship", "truck"]];

    /// <summary>Trains and prints the error of each pair.</summary>
    public static int Run(Words words)
    {
        var starts = (words.Text("--starts") ?? "runs/start-0.safetensors,runs/start-1.safetensors").Split(',').Select(StartWeights.Read).ToArray();
        var (pictures, networks, pairs) = (words.Number("--pictures", 200) / 2, words.Number("--networks", 2), words.Number("--pairs", 20));
        var (epochs, rates) = (words.Number("--epochs", 60), (words.Text("--rates") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(rate => double.Parse(rate, CultureInfo.InvariantCulture)).ToArray());
        var files = CifarImages.Entries(CifarImages.Archive(words), pictures + JudgesOfAClass, CifarImages.FullSide, "test");
        var space = SpaceCatalog.Create(TinyCnn.Name);
        var genotypes = Enumerable.Range(0, networks).Select(draw => space.Genotypes.SampleByDecision(new Seed(7).Derive(draw))).ToArray();
        var tasks = (from half in Enumerable.Range(0, 2)
                     from first in Enumerable.Range(0, Halves[0].Length)
                     from second in Enumerable.Range(first + 1, Halves[0].Length - first - 1)
                     select (Start: starts[(1 - half) % starts.Length], Classes: new[] { Halves[half][first], Halves[half][second] })).Where((_, i) => i % words.Number("--parts", 1) == words.Number("--part", 0)).Take(pairs).ToArray();
        var usual = (double?)null;
        var folder = Directory.CreateTempSubdirectory("nascent-starts-");
        var every = new List<double[]>();
        Console.WriteLine($"{"pair",-24} {"at random",10} {string.Join(' ', rates.Select(double? (rate) => rate).Prepend(usual).Select(rate => $"{(rate is { } own ? string.Create(CultureInfo.InvariantCulture, $"start, {own}") : "start"),12}"))}  (error in per cent)");
        foreach (var (start, classes) in tasks)
        {
            var all = CifarImages.Of(files.Where(pair => classes.Contains(pair.Key)).ToDictionary(), pictures, string.Join(' ', classes));
            var data = all with { Validation = all.Validation.Take([.. Enumerable.Range(0, ScoredEachEpoch)]) };
            double[] errors = [ErrorOf(null, usual), ErrorOf(start, usual), .. rates.Select(rate => ErrorOf(start, rate))];
            every.Add(errors);
            Print(string.Join('-', classes), errors);

            double ErrorOf(StartWeights? with, double? rate) => genotypes.Average(genotype =>
            {
                var recipe = RecipeDefaults.For(data);
                var estimator = new TrainEstimator(data, rate is { } own ? recipe with { LearningRate = own } : recipe, Metric.Accuracy, Path.Combine(folder.FullName, "weights"), "cpu") { Start = with };
                var network = space.Resolve(genotype, data.Signature);
                if (with?.Covers(network) == false)
                    throw new NascentException($"start: found a network that it does not cover, {genotype}.");
                var request = new EvaluationRequest(network, genotype, Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs).With(TrainEstimator.KeepWeights, 1), TrialSeeds.Of(1, "starts", network, 0), 0, null);
                var weights = estimator.EstimateAsync(request, null, CancellationToken.None).AsTask().GetAwaiter().GetResult().Artifacts.Single();
                var outputs = TorchPredictor.Predict(network, WeightFile.Read(Path.Combine(folder.FullName, weights.Path)), all.Validation, data.Preprocessing, data.Task);
                return 1 - SampleScores.Compute(data.Task, outputs, all.Validation.Targets)[Metric.Accuracy.Name]!.Value;
            });
        }

        Print("mean", [.. Enumerable.Range(0, rates.Length + 2).Select(i => every.Average(errors => errors[i]))]);
        Print("of that at random", [.. Enumerable.Range(0, rates.Length + 2).Select(i => every.Average(errors => errors[i]) / every.Average(errors => errors[0]))]);
        folder.Delete(recursive: true);
        return 0;
    }

    private static void Print(string name, double[] errors) => Console.WriteLine($"{name,-24} {100 * errors[0],10:F1} {string.Join(' ', errors.Skip(1).Select(error => $"{100 * error,12:F1}"))}");
}
