using System.Collections.Immutable;
using System.Globalization;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Onnx.Export;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Quantisation;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Sharing;

namespace Nascent.Bench.Sharing;

/// <summary>Networks that were taken out of a supernet, each in both precisions: accuracy on the test part and latency, whatever precision the file has.</summary>
internal static class PrecisionBenchmark
{
    private const int Rounds = 5;

    /// <summary>Prints one line a network; latencies are the least of five turns.</summary>
    public static int Run(Words words)
    {
        var kept = KeptSupernet.Open(words);
        var files = words.Text("--files")?.Split(',') ?? throw new NascentException("--files: found none, expected ONNX files that 'nascent specialize' wrote, joined by commas.");
        var (data, test, meter) = (kept.Data, kept.ReadTest(), new LatencyMeter(TimeProvider.System));
        int[] rows = [.. Enumerable.Range(0, data.Train.Count)];
        new Seed(3).Derive("calibration").Stream().Shuffle<int>(rows);
        using var supernet = kept.Restore();
        using var scores = new SubnetScores(supernet, data, new Seed(3), 2048);
        Console.WriteLine($"{"file",-24} {"MACs",12} {"fp32 test",10} {"int8 test",10} {"fp32 ms",9} {"int8 ms",9}");
        foreach (var file in files)
        {
            using var given = OnnxModel.Load(file);
            var genotype = kept.Space.Genotypes.Parse(given.Card.Entries["genotype"]);
            var network = kept.Space.Resolve(genotype, data.Signature);
            var exported = OnnxExporter.Export(network, scores.WeightsOf(genotype), data.Task, data.Preprocessing, ImmutableSortedDictionary<string, string>.Empty);
            using var exact = OnnxModel.Load(exported);
            using var bytes = OnnxModel.Load(Int8Quantiser.Quantise(exported, data.Train.Take(rows[..Int8Quantiser.UsualSamples]).Values));
            double Test(OnnxModel model) => 100 * SampleScores.Compute(data.Task, model.Run(test.Values), test.Targets)[Metric.Accuracy.Name]!.Value;
            var (exactMs, bytesMs) = (double.PositiveInfinity, double.PositiveInfinity);
            for (var round = 0; round < Rounds; round++)
                (exactMs, bytesMs) = (Math.Min(exactMs, meter.Measure(exact).MedianMs), Math.Min(bytesMs, meter.Measure(bytes).MedianMs));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetFileName(file),-24} {new Metrics(CostTable.Totals(network))[Metric.Macs.Name],12:N0} {Test(exact),10:F2} {Test(bytes),10:F2} {exactMs,9:F4} {bytesMs,9:F4}  {genotype}"));
        }

        return 0;
    }
}
