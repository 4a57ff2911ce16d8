using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Numerics;
using Nascent.Onnx.Export;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Bench.Work;

/// <summary>How well latency by operators, fitted to some networks of a space that were timed on ONNX Runtime, predicts the latency of others, beside multiply-accumulates.</summary>
internal static class OperatorLatencyBenchmark
{
    private static readonly string[] Spaces = [TinyCnn.Name, Mobile.Name, NasBench201.Name];
    private static readonly LatencyOptions Brief = new() { WarmUpRuns = 5, Runs = 60, MinimumRuns = 10, TimeLimit = TimeSpan.FromMilliseconds(400) };

    public static int Run(Words words)
    {
        var (fitted, others, side) = (words.Number("--fitted", 40), words.Number("--networks", 40), words.Number("--side", 28));
        Console.WriteLine($"{fitted} networks to fit to, {others} others, drawn decision by decision; {side}×{side} grey images, ONNX Runtime, one thread, one sample at a time");
        Console.WriteLine();
        Console.WriteLine("| space | ms of the others | rank correlation | median relative error | MACs: rank correlation | median relative error |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var name in Spaces)
            Console.WriteLine(Row(SpaceCatalog.Create(name), side, fitted, others));
        return 0;
    }

    private static string Row(SearchSpace space, int side, int fitted, int others)
    {
        var networks = Enumerable.Range(0, fitted + others).Select(i => space.Resolve(space.Genotypes.SampleByDecision(new Seed(1).Derive(i)), Signature.Image(1, side, side, 10))).ToArray();
        double[] latencies = [.. networks.Select(network =>
        {
            using var model = OnnxModel.Load(OnnxExporter.Export(network, UntrainedWeights.Of(network, new Seed(0)), MadeUpImages.Task, MadeUpImages.Preprocessing(1, side), ImmutableSortedDictionary<string, string>.Empty), network.Name);
            return new LatencyMeter(TimeProvider.System).Measure(model, Brief).MedianMs;
        })];
        ICostModel macs = new MultiplyAdds();
        var perMac = NonNegativeFit.OfRelativeError([.. networks[..fitted].Select(network => ImmutableArray.Create(1, macs.Total(network)))], latencies[..fitted]);
        var truth = latencies[fitted..];
        return $"| `{space.Name}` | {truth.Min():F2} to {truth.Max():F2} | {Quality(OperatorLatency.Fit(networks[..fitted], latencies[..fitted]), 0, 1)} | {Quality(macs, perMac[0], perMac[1])} |";

        string Quality(ICostModel model, double constant, double factor)
        {
            double[] predicted = [.. networks[fitted..].Select(network => constant + (factor * model.Total(network)))];
            return $"{RankCorrelation.SpearmanRho(predicted, truth):F3} | {Statistics.Median([.. predicted.Zip(truth, (value, known) => Math.Abs((value / known) - 1))]):P1}";
        }
    }
}
