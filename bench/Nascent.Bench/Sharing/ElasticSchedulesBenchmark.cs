using System.Globalization;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Elastic;

namespace Nascent.Bench.Sharing;

/// <summary>How good networks are after a short training by a schedule: what a step should consist of.</summary>
internal static class ElasticSchedulesBenchmark
{
    /// <summary>Trains by each schedule, for as many epochs as are named beside it, on the data and by the recipe of a kept supernet; prints accuracies on the validation part.</summary>
    public static int Run(Words words)
    {
        var kept = KeptSupernet.Open(words);
        var space = words.Text("--space") is { } file ? SearchSpace.FromJson(File.ReadAllText(file), file) : kept.Space;
        var epochs = words.Real("--epochs", 1);
        var schedule = words.Text("--schedule") is not { } name ? ShrinkingSchedule.Sandwich
            : ShrinkingSchedule.All.FirstOrDefault(one => one.Name == name) ?? ShrinkingSchedule.Parse(File.ReadAllText(name), name);
        var threads = words.Number("--threads", 2);
        var training = new ShrinkingTraining(space, kept.Data, kept.Recipe, schedule, new Seed(1), threads, TimeProvider.System);
        using var supernet = training.NewSupernet();
        var (folder, began, cpu) = (Directory.CreateTempSubdirectory("nascent-schedule-"), TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        training.Run(supernet, Path.Combine(folder.FullName, "state"), null, epochs, null, CancellationToken.None);
        var (seconds, used) = (TimeProvider.System.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        folder.Delete(recursive: true);
        using var scores = new SubnetScores(supernet, kept.Data, new Seed(3), 2048, threads);
        Genotype[] networks = [ElasticSizes.Largest(space), ElasticSizes.Smallest(space), .. Enumerable.Range(0, 20).Select(i => space.Genotypes.SampleByDecision(new Seed(77).Derive(i)))];
        double[] accuracies = [.. scores.ScoresOf(networks).Select(metrics => 100 * metrics[Metric.Accuracy.Name]!.Value)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{schedule.Name}, {epochs} epochs of {space.Name}: {seconds:F0} s at {used / seconds:F2} cores; largest {accuracies[0]:F2} %, smallest {accuracies[1]:F2} %, 20 drawn {accuracies[2..].Average():F2} % on {kept.Data.Validation.Count:N0} validation images"));
        return 0;
    }
}
