using System.Globalization;
using System.Text.Json;
using Nascent.Bench.Judging;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Bench.Recipes;

/// <summary>Changes of the training recipe, each alone, judged by <see cref="JudgedImages"/>. As many images are trained on as a last training of the default job has.</summary>
internal static class RecipeBenchmark
{
    /// <summary>Networks that the default job found, seeds 1, 2 and 5 of a series.</summary>
    private static readonly string[] Found =
    [
        "block.residual=false;block.op=conv;activation=gelu;stem.channels=8;stage1.width=32;stage1.depth=1;stage2.width=64;stage2.depth=1;stage3.width=64;stage3.depth=3",
        "block.residual=false;block.op=conv;activation=gelu;stem.channels=16;stage1.width=32;stage1.depth=2;stage2.width=64;stage2.depth=1;stage3.width=192;stage3.depth=1",
        "block.residual=false;block.op=conv;activation=gelu;stem.channels=16;stage1.width=48;stage1.depth=1;stage2.width=96;stage2.depth=1;stage3.width=128;stage3.depth=1",
    ];

    /// <summary>Trains what the file lacks, one JSON line a training; then prints each recipe's difference to the default.</summary>
    public static int Run(Words words)
    {
        var (path, parts, part) = (words.Text("--out") ?? "runs/recipes.jsonl", words.Number("--parts", 1), words.Number("--part", 0));
        var (epochs, images, seeds) = (words.Number("--epochs", 24), words.Number("--images", 10_000), words.Number("--seeds", 2));
        var recipes = (words.Text("--recipes") ?? string.Join(',', RecipeChange.All.Select(change => change.Name))).Split(',').Select(RecipeChange.Named).ToArray();
        var networks = words.Text("--genotypes")?.Split('|') ?? Found;
        var judged = JudgedImages.Of(images);
        var data = judged.Data;
        var space = SpaceCatalog.Create(TinyCnn.Name);
        var known = Read(path, parts).ToHashSet();
        var fidelity = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs).With(TrainEstimator.KeepWeights, 1).With(Fidelity.Parts, words.Number("--threads", 1));
        var asked = Enumerable.Range(0, seeds).SelectMany(seed => recipes.SelectMany(recipe => Enumerable.Range(0, Math.Min(networks.Length, words.Number("--networks", networks.Length))).Select(network => (seed, recipe, network)))).ToArray();
        foreach (var (seed, change, network) in asked.Where((_, i) => i % parts == part))
        {
            var key = KeyOf(change, network, seed);
            if (known.Any(result => result.Key == key))
                continue;
            var genotype = Genotype.Parse(networks[network]);
            var architecture = space.Resolve(genotype, data.Signature);
            var estimator = new TrainEstimator(data, change.Apply(RecipeDefaults.For(data)), Metric.Accuracy, Path.GetFullPath(path + ".weights"), "cpu");
            var request = new EvaluationRequest(architecture, genotype, fidelity, TrialSeeds.Of(1, "recipes", architecture, seed), seed, null);
            var result = estimator.EstimateAsync(request, null, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var weights = result.Artifacts.Single(artifact => artifact.Kind == ArtifactRef.Weights).Path;
            var line = new Result(key, change.Name, network, seed, judged.AccuracyOf(judged.OutputsOf(architecture, Beside(path, weights))), Math.Round(result.Cost.Cpu.TotalSeconds, 1), weights);
            File.AppendAllText(FileOf(path, part), JsonSerializer.Serialize(line) + "\n");
            Console.Error.WriteLine($"{key}: {line.Accuracy:P2} in {line.Seconds:F0} s of processor time, {result.Cost.Wall.TotalSeconds:F0} s");
        }

        var results = Read(path, parts).Where(result => asked.Any(one => result.Key == KeyOf(one.recipe, one.network, one.seed))).ToArray();
        Print(results);
        foreach (var group in results.GroupBy(result => (result.Recipe, result.Seed)).Where(group => group.Count() > 1))
        {
            var outputs = group.Select(result => judged.OutputsOf(space.Resolve(Genotype.Parse(networks[result.Network]), data.Signature), Beside(path, result.Weights))).ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Key.Recipe}, seed {group.Key.Seed}: {100 * judged.AccuracyOf([.. outputs[0].Select((_, i) => outputs.Average(one => one[i]))]):F2} by the mean of {group.Count()} networks, which have {100 * group.Average(result => result.Accuracy):F2}"));
        }

        return 0;

        string KeyOf(RecipeChange change, int network, int seed) => string.Create(CultureInfo.InvariantCulture, $"{change.Name} {network} {epochs} {images} {seed} {words.Number("--threads", 1)}{(networks == Found ? "" : " " + networks[network])}");
    }

    private static void Print(Result[] results)
    {
        Console.WriteLine($"{"recipe",-24} {"accuracy",9} {"difference",11} {"error",7} {"pairs",6} {"time",6}");
        foreach (var recipe in results.Select(result => result.Recipe).Distinct())
        {
            var own = results.Where(result => result.Recipe == recipe).ToArray();
            var pairs = own.Select(result => (Own: result, Default: results.FirstOrDefault(other => other.Recipe == RecipeChange.Default && other.Network == result.Network && other.Seed == result.Seed)))
                .Where(pair => pair.Default is not null).ToArray();
            if (pairs.Length == 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{recipe,-24} {100 * own.Average(result => result.Accuracy),9:F2}"));
                continue;
            }

            var differences = pairs.Select(pair => pair.Own.Accuracy - pair.Default!.Accuracy).ToArray();
            var (mean, error) = (differences.Average(), differences.Length < 2 ? double.NaN : Math.Sqrt(differences.Sum(x => Math.Pow(x - differences.Average(), 2)) / (differences.Length - 1) / differences.Length));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{recipe,-24} {100 * own.Average(result => result.Accuracy),9:F2} {100 * mean,11:+0.00;-0.00} {100 * error,7:F2} {pairs.Length,6} {pairs.Average(pair => pair.Own.Seconds / pair.Default!.Seconds),6:F2}"));
        }
    }

    private static string Beside(string path, string weights) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, weights);

    private static string FileOf(string path, int part) => part == 0 ? path : $"{path}.{part}";

    private static IEnumerable<Result> Read(string path, int parts) => Enumerable.Range(0, parts).Select(part => FileOf(path, part)).Where(File.Exists)
        .SelectMany(File.ReadAllLines).Select(line => JsonSerializer.Deserialize<Result>(line)!);

    private sealed record Result(string Key, string Recipe, int Network, int Seed, double Accuracy, double Seconds, string Weights);
}
