using System.Collections.Immutable;
using System.Diagnostics;
using Nascent.Onnx.Export;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Torch.Native;
using Nascent.Torch.Training;

namespace Nascent.Bench.Exports;

/// <summary>Milliseconds from a network with weights to a file that was checked, and of one prediction on ONNX Runtime.</summary>
internal static class ExportBenchmark
{
    private static readonly string[] Networks = ["small-cnn", "inverted-bottleneck", "nas-bench-201"];

    public static int Run(Words words)
    {
        var (repeats, samples) = (words.Number("--repeats", 15), words.Number("--samples", 256));
        LibTorch.UseThreads(1);
        Console.WriteLine($"milliseconds, min / median of {repeats}; the check compares {samples} samples; ONNX Runtime with one thread, one sample at a time: medians of 300");
        Console.WriteLine();
        Console.WriteLine("| network | file, KB | graph and weights to bytes | bytes to file | file to session | outputs of the module | outputs of the file and check | largest difference | latency |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var folder = Directory.CreateTempSubdirectory("nascent-bench-");
        try
        {
            foreach (var name in Networks)
                Console.WriteLine(Row(name, Path.Combine(folder.FullName, $"{name}.onnx"), repeats, samples));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static string Row(string name, string path, int repeats, int count)
    {
        var (_, channels, side, _, make) = BenchmarkNetworks.Named(name);
        var (network, samples, preprocessing) = (make(), MadeUpImages.Samples(channels, side, count), MadeUpImages.Preprocessing(channels, side));
        var (weights, none) = (UntrainedWeights.Of(network, new Seed(1)), ImmutableSortedDictionary<string, string>.Empty);
        var (toBytes, file) = Time(repeats, () => OnnxExporter.Export(network, weights, MadeUpImages.Task, preprocessing, none));
        var (toDisk, _) = Time(repeats, () => { file.Save(path); return 0; });
        var (toSession, _) = Time(repeats, () => { OnnxModel.Load(path).Dispose(); return 0; });
        var (ofModule, reference) = Time(repeats, () => TorchPredictor.Predict(network, weights, samples, preprocessing, MadeUpImages.Task));
        using var model = OnnxModel.Load(path);
        var (ofCheck, report) = Time(repeats, () => ParityCheck.Run(model, samples.Values, reference));
        if (!report.Passed)
            throw new InvalidOperationException($"The file of network '{name}' differs from its module by {report.MaxDelta}.");
        var meter = new LatencyMeter(TimeProvider.System);
        double[] latency = [.. Enumerable.Range(0, Math.Max(3, repeats / 3)).Select(_ => meter.Measure(model).MedianMs)];
        return $"| `{name}` | {file.Bytes.Length / 1000.0:F0} | {Both(toBytes)} | {Both(toDisk)} | {Both(toSession)} | {Both(ofModule)} | {Both(ofCheck)} | {report.RelativeDelta:E0} | {Both(latency)} |";
    }

    /// <summary>Milliseconds of each repeat, after one that is not counted, and what the last one gave.</summary>
    private static (double[] Milliseconds, T Result) Time<T>(int repeats, Func<T> action)
    {
        var result = action();
        var times = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            var began = Stopwatch.GetTimestamp();
            result = action();
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        return (times, result);
    }

    private static string Both(double[] milliseconds) => $"{milliseconds.Min():F3} / {Statistics.Median(milliseconds):F3}";
}
