using System.Globalization;
using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Onnx.Latency;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Bench.Sharing;

/// <summary>A network like MobileNetV3-Small, scaled by width: what one would build by hand for several devices. Each member is trained alone, by the recipe of a supernet and for as many epochs as that gave its largest network.</summary>
internal static class ScaledFamily
{
    private const int Multiple = 8; // widths are multiples of this, as in Howard et al. 2019

    /// <summary>Trains what the file lacks, one CSV line a member.</summary>
    public static int Run(Words words)
    {
        var kept = KeptSupernet.Open(words);
        var path = words.Text("--out") ?? Path.Combine(kept.Folder, "family.csv");
        var (recipe, data, test) = (kept.Recipe, kept.Data, kept.ReadTest());
        var threads = words.Number("--threads", 2);
        var epochs = words.Real("--epochs", kept.Epochs);
        double[] scales = [.. (words.Text("--widths") ?? "0.25,0.5,1,1.5,2").Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        if (!File.Exists(path))
            File.WriteAllText(path, "width,latency_ms,macs,parameters,validation,test,epochs,seconds\n");
        var known = File.ReadLines(path).Skip(1).Select(line => line.Split(',')[0]).ToHashSet();
        foreach (var scale in scales.Where(scale => !known.Contains(scale.ToString("R", CultureInfo.InvariantCulture))))
        {
            var network = Member(scale).Resolve(Genotype.Empty, data.Signature);
            // The least of some turns: a machine is disturbed at times.
            var latency = Enumerable.Range(0, 7).Min(_ => new LatencyMeter(TimeProvider.System).Measure(network, data.Task, data.Preprocessing).MedianMs);
            if (words.Text("--only") == "latency")
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scale} {latency:F4} ms {new Metrics(CostTable.Totals(network))[Metric.Macs.Name]}"));
                continue;
            }

            var weights = Directory.CreateTempSubdirectory("nascent-family-");
            var fidelity = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs).With(TrainEstimator.KeepWeights, 1).With(Fidelity.Parts, threads);
            var estimator = new TrainEstimator(data, recipe, Metric.Accuracy, Path.Combine(weights.FullName, "weights"), "cpu");
            var result = estimator.EstimateAsync(new(network, Genotype.Empty, fidelity, TrialSeeds.Of(1, "family", network, 0), 0, null), null, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var trained = WeightFile.Read(Path.Combine(weights.FullName, result.Artifacts.Single(artifact => artifact.Kind == ArtifactRef.Weights).Path));
            var onTest = SampleScores.Compute(data.Task, TorchPredictor.Predict(network, trained, test, data.Preprocessing, data.Task), test.Targets)[Metric.Accuracy.Name];
            var costs = new Metrics(CostTable.Totals(network));
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture,
                $"{scale:R},{latency:F4},{costs[Metric.Macs.Name]},{costs[Metric.Parameters.Name]},{result.Metrics[Metric.Accuracy.Name]},{onTest},{epochs:F2},{result.Cost.Wall.TotalSeconds:F0}\n"));
            weights.Delete(recursive: true);
        }

        Console.WriteLine(File.ReadAllText(path));
        return 0;
    }

    /// <summary>The stages of <c>elastic-mobile</c> with kernels, depths and squeeze-and-excitation as in MobileNetV3-Small: 3×3 first and 5×5 later, one shallow stage and two of three blocks.</summary>
    private static SearchSpace Member(double scale)
    {
        int Width(int width) => Math.Max(Multiple, (int)Math.Round(scale * width / Multiple) * Multiple);
        return SearchSpace.Image("scaled-mobile", net => net
            .Activation(HardSwish)
            .Conv("stem", channels: 16, kernel: 3)
            .InvertedBottleneck("first", channels: 16, kernel: 3, stride: 2, expand: 1)
            .Group("stage1", stage => Stage(stage, Width(24), 1, 2, 3, false))
            .Group("stage2", stage => Stage(stage, Width(40), 2, 3, 5, true))
            .Group("stage3", stage => Stage(stage, Width(64), 2, 3, 5, true))
            .Conv("head", channels: Width(144), kernel: 1)
            .GlobalPool().Classifier());
    }

    private static BlockBuilder Stage(BlockBuilder stage, int width, int stride, int depth, int kernel, bool squeezeExcite) => stage
        .Width(width).Stride(stride)
        .Repeat("depth", depth, block => block.InvertedBottleneck(kernel: kernel, expand: 4, squeezeExcite: squeezeExcite).Residual(true, ShortcutAlignment.WhenEqual));
}
