using System.Globalization;
using System.Text.Json;
using Nascent.Bench.Judging;
using Nascent.Costs;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Bench.Spaces;

/// <summary>Compares search spaces by the errors of random networks that are all trained for the same time, after Radosavovic et al. (2020), who train all for the same number of epochs.</summary>
internal static class SpaceBenchmark
{
    /// <summary>Trains what the file lacks, one JSON line a training; then prints the errors of each space.</summary>
    public static int Run(Words words)
    {
        var (path, parts, part) = (words.Text("--out") ?? "runs/spaces.jsonl", words.Number("--parts", 1), words.Number("--part", 0));
        var (networks, seconds, seed) = (words.Number("--networks", 8), words.Number("--seconds", 90), new Seed((ulong)words.Number("--seed", 1)));
        var names = (words.Text("--spaces") ?? string.Join(',', ComparedSpaces.All.Select(space => space.Name))).Split(',');
        var spaces = names.ToDictionary(name => name, ComparedSpaces.Named);
        var images = JudgedImages.Of(words.Number("--images", 10_000));
        var asked = Enumerable.Range(0, networks).SelectMany(network => names.Select(name => (name, network))).ToArray();
        var fidelity = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, 20).With(TrainEstimator.KeepWeights, 1);
        foreach (var (name, network) in asked.Where((_, i) => i % parts == part))
        {
            if (Read(path, parts).Any(result => result.Is(name, network, seconds, seed.Value)))
                continue;
            var genotype = spaces[name].Genotypes.Sample(seed.Derive(name).Derive(network));
            var architecture = spaces[name].Resolve(genotype, images.Data.Signature);
            var estimator = new TrainEstimator(images.Data, RecipeDefaults.For(images.Data), Metric.Accuracy, Path.GetFullPath(path + ".weights"), "cpu");
            var request = new EvaluationRequest(architecture, genotype, fidelity, TrialSeeds.Of(1, "spaces", architecture, 0), 0, null) { TimeToUse = TimeSpan.FromSeconds(seconds) };
            var result = estimator.EstimateAsync(request, null, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var weights = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, result.Artifacts.Single(artifact => artifact.Kind == ArtifactRef.Weights).Path);
            var line = new Result(
                name, network, seconds, seed.Value, images.AccuracyOf(images.OutputsOf(architecture, weights)), Math.Round(result.Curve[^1].Epoch, 1),
                Total(new ParameterCount()), Total(new MultiplyAdds()), genotype.ToString());
            File.AppendAllText(FileOf(path, part), JsonSerializer.Serialize(line) + "\n");
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {network}: {line.Accuracy:P2} after {line.Epochs} epochs, {line.Parameters:N0} parameters, {line.Macs / 1e6:F1} million MACs, {genotype}"));

            double Total(ICostModel model) => model.Total(architecture);
        }

        Console.WriteLine($"{"space",-14} {"networks",8} {"least",7} {"median",7} {"most",7} {"epochs",7}   error in per cent");
        foreach (var name in names)
        {
            var own = Read(path, parts).Where(result => asked.Any(one => result.Is(one.name, one.network, seconds, seed.Value)) && result.Space == name).ToArray();
            if (own.Length == 0)
                continue;
            double[] errors = [.. own.Select(result => 100 * (1 - result.Accuracy)).Order()];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-14} {own.Length,8} {errors[0],7:F2} {(errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2,7:F2} {errors[^1],7:F2} {own.Average(result => result.Epochs),7:F1}"));
        }

        return 0;
    }

    private static string FileOf(string path, int part) => part == 0 ? path : $"{path}.{part}";

    private static IEnumerable<Result> Read(string path, int parts) => Enumerable.Range(0, parts).Select(part => FileOf(path, part)).Where(File.Exists)
        .SelectMany(File.ReadAllLines).Select(line => JsonSerializer.Deserialize<Result>(line)!);

    private sealed record Result(string Space, int Network, int Seconds, ulong Seed, double Accuracy, double Epochs, double Parameters, double Macs, string Genotype)
    {
        public bool Is(string space, int network, int seconds, ulong seed) => (Space, Network, Seconds, Seed) == (space, network, seconds, seed);
    }
}
