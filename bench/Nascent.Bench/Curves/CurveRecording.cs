using System.Globalization;
using Nascent.Architectures;
using Nascent.Benchmarks.Stopping;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Bench.Curves;

/// <summary>Trains random members of a space to the end by the full recipe, and records their learning curves.</summary>
internal static class CurveRecording
{
    /// <summary>Trains what the file lacks, one JSON line a network.</summary>
    public static int Run(Words words)
    {
        var (path, count, parts, part) = (words.Text("--out") ?? "curves.jsonl", words.Number("--networks", 72), words.Number("--parts", 1), words.Number("--part", 0));
        var fidelity = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, words.Number("--epochs", 12))
            .With(Fidelity.DataShare, double.Parse(words.Text("--data-share") ?? "0.4", CultureInfo.InvariantCulture)).With(Fidelity.HeldOut, words.Number("--held-out", 3000));
        var data = DataLoader.Load(DataSource.Resolve(words.Text("--data")), DataOptions.Default, new Seed(1)).Prepared;
        var estimator = new TrainEstimator(data, RecipeDefaults.For(data), Metric.Accuracy, Path.GetTempPath(), "cpu");
        var (space, seed) = (SpaceCatalog.Create(words.Text("--space") ?? TinyCnn.Name), new Seed((ulong)words.Number("--seed", 1)));
        var most = double.Parse(words.Text("--most-work") ?? "4e6", CultureInfo.InvariantCulture);
        var known = RecordedCurve.Read(path).Select(curve => curve.Network).ToHashSet();
        for (var i = part; i < count; i += parts)
        {
            if (known.Contains(i))
                continue;
            var (genotype, network) = Draw(space, data.Signature, seed.Derive("curves").Derive(i), most);
            var request = new EvaluationRequest(network, genotype, fidelity, TrialSeeds.Of(seed.Value, "curves", network, 0), 0, null);
            var result = estimator.EstimateAsync(request, null, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var curve = new RecordedCurve(
                i, [.. result.Curve.Select(point => Math.Round(point.Validation, 5))], [.. result.Curve.Select(point => Math.Round(point.TrainLoss, 5))], Math.Round(result.Cost.Cpu.TotalSeconds, 1));
            curve.AppendTo(path);
            Console.Error.WriteLine($"network {i} of {count}: {curve.Values[^1]:P2} in {curve.Seconds:F1} s of processor time");
        }

        return 0;
    }

    /// <summary>A uniform draw among the networks of a space with at most so much work a sample.</summary>
    private static (Genotype Genotype, Architecture Network) Draw(SearchSpace space, Signature signature, Seed seed, double mostWork)
    {
        for (var attempt = 0; ; attempt++)
        {
            var genotype = space.Genotypes.Sample(seed.Derive(attempt));
            var network = space.Resolve(genotype, signature);
            if (CostTable.Totals(network)[Metric.Work.Name] <= mostWork)
                return (genotype, network);
        }
    }
}
