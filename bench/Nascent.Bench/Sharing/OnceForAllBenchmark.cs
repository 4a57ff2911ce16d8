using System.Globalization;
using Nascent.Architectures;
using Nascent.Benchmarks.Statistics;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Elastic;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Bench.Sharing;

/// <summary>Networks of a kept supernet with their inherited weights, beside the same networks trained alone, by the same recipe for as many epochs as the supernet gave its largest.</summary>
internal static class OnceForAllBenchmark
{
    /// <summary>Trains what the file lacks, one CSV line a network, and prints what all of them say. With <c>--alone</c>, the networks are those of an earlier file, of another supernet by the same recipe: they are not trained alone again.</summary>
    public static int Run(Words words)
    {
        var kept = KeptSupernet.Open(words);
        var path = words.Text("--out") ?? Path.Combine(kept.Folder, "alone.csv");
        var (space, recipe, data, test) = (kept.Space, kept.Recipe, kept.Data, kept.ReadTest());
        var (threads, metric) = (words.Number("--threads", 2), Metric.Accuracy);
        var epochs = words.Real("--epochs", kept.Epochs);
        var passes = epochs.ToString("F2", CultureInfo.InvariantCulture);
        string[][] before = words.Text("--alone") is { } earlier ? [.. File.ReadLines(earlier).Skip(1).Select(line => line.Split(',')).Where(row => row[7] == passes)] : [];
        if (words.Text("--alone") is { } file && before.Length == 0)
            throw new NascentException($"--alone: found no network of {passes} epochs in {file}, expected some: the largest network of this supernet had as many.");
        var genotypes = before.Length > 0 ? [.. before.Select(row => space.Genotypes.Parse(row[0]))] : Chosen(space, data.Signature, words.Number("--networks", 12), words.Text("--draw") == "random");
        if (!File.Exists(path))
            File.WriteAllText(path, "genotype,macs,parameters,inherited_validation,inherited_test,alone_validation,alone_test,epochs,seconds\n");
        var known = File.ReadLines(path).Skip(1).Select(line => line.Split(',')[0]).ToHashSet();
        using var supernet = kept.Restore();
        using var scores = new SubnetScores(supernet, data, new Seed(3), 2048, threads);
        double Test(Architecture network, IReadOnlyList<NamedTensor> weights) => SampleScores.Compute(data.Task, TorchPredictor.Predict(network, weights, test, data.Preprocessing, data.Task), test.Targets)[metric.Name]!.Value;
        string[] TrainAlone(Architecture network, Genotype genotype)
        {
            var folder = Directory.CreateTempSubdirectory("nascent-alone-");
            var fidelity = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs).With(TrainEstimator.KeepWeights, 1).With(Fidelity.Parts, threads);
            var estimator = new TrainEstimator(data, recipe, metric, Path.Combine(folder.FullName, "weights"), "cpu");
            var result = estimator.EstimateAsync(new(network, genotype, fidelity, TrialSeeds.Of(1, "alone", network, 0), 0, null), null, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var onTest = Test(network, WeightFile.Read(Path.Combine(folder.FullName, result.Artifacts.Single(artifact => artifact.Kind == ArtifactRef.Weights).Path)));
            folder.Delete(recursive: true);
            return string.Create(CultureInfo.InvariantCulture, $"{result.Metrics[metric.Name]},{onTest},{passes},{result.Cost.Wall.TotalSeconds:F0}").Split(',');
        }

        foreach (var genotype in genotypes.Where(genotype => !known.Contains(genotype.ToString())))
        {
            var (network, validation) = (space.Resolve(genotype, data.Signature), scores.ScoresOf(genotype)[metric.Name]!.Value);
            var onTest = Test(network, scores.WeightsOf(genotype));
            var alone = before.FirstOrDefault(row => row[0] == genotype.ToString())?[5..] ?? TrainAlone(network, genotype);
            var costs = new Metrics(CostTable.Totals(network));
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{genotype},{costs[Metric.Macs.Name]},{costs[Metric.Parameters.Name]},{validation},{onTest},{string.Join(',', alone)}\n"));
        }

        Print([.. File.ReadLines(path).Skip(1).Select(line => line.Split(','))], data.Validation.Count, test.Count, ElasticSizes.Largest(space).ToString());
        return 0;
    }

    /// <summary>The largest, the smallest, and networks between them, evenly spaced by the logarithm of their multiply-accumulates; or networks drawn at random.</summary>
    private static List<Genotype> Chosen(SearchSpace space, Signature signature, int count, bool isRandom)
    {
        Genotype[] drawn = [.. Enumerable.Range(0, isRandom ? count : 500).Select(i => space.Genotypes.SampleByDecision(new Seed(77).Derive(i)))];
        if (isRandom)
            return [.. drawn];
        double Log(Genotype genotype) => Math.Log(new MultiplyAdds().PerNode(space.Resolve(genotype, signature)).Sum(node => node.Cost));
        var (least, most) = (ElasticSizes.Smallest(space), ElasticSizes.Largest(space));
        var (from, to) = (Log(least), Log(most));
        return [most, least, .. Enumerable.Range(1, count - 2).Select(i => drawn.MinBy(genotype => Math.Abs(Log(genotype) - (from + ((to - from) * i / (count - 1)))))!).Distinct()];
    }

    private static void Print(string[][] rows, int validation, int test, string largest)
    {
        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        double Pooled(string[] row, int first) => 100 * ((validation * Number(row[first])) + (test * Number(row[first + 1]))) / (validation + test);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accuracy on {validation + test:N0} images that no training saw (validation and test part together), in per cent"));
        Console.WriteLine($"{"MACs",12} {"parameters",11} {"inherited",10} {"alone",7} {"difference",11} {"epochs",7}");
        foreach (var row in rows.OrderBy(row => Number(row[1])))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Number(row[1]),12:N0} {Number(row[2]),11:N0} {Pooled(row, 3),10:F2} {Pooled(row, 5),7:F2} {Pooled(row, 3) - Pooled(row, 5),11:+0.00;-0.00} {row[7],7}{(row[0] == largest ? "  largest" : "")}"));
        double[] inherited = [.. rows.Select(row => Pooled(row, 3))], alone = [.. rows.Select(row => Pooled(row, 5))];
        if (rows.Length < 3)
            return;
        var tau = Bootstrap.Of(rows.Length, drawn => RankCorrelation.KendallTau([.. drawn.Select(i => inherited[i])], [.. drawn.Select(i => alone[i])]), new Seed(1));
        var byMacs = RankCorrelation.KendallTau([.. rows.Select(row => Number(row[1]))], alone);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows.Length} networks: inherited − alone {inherited.Zip(alone, (one, other) => one - other).Average():+0.00;-0.00} points on average, Kendall's τ {tau.Value:F2} ({tau.Low:F2} – {tau.High:F2}), by multiply-accumulates {byMacs:F2}"));
    }
}
