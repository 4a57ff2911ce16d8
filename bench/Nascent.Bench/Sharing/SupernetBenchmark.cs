using System.Globalization;
using Nascent.Bench.ZeroCost;
using Nascent.Benchmarks.Statistics;
using Nascent.Costs;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;

namespace Nascent.Bench.Sharing;

/// <summary>How well the shared weights of a supernet rank networks of NAS-Bench-201, beside their published accuracies on CIFAR-10.</summary>
internal static class SupernetBenchmark
{
    private const int Looks = 6;
    private const int NetworksOfALook = 100;
    private static readonly ICostModel Parameters = new ParameterCount();

    /// <summary>Trains one supernet and prints Kendall's τ as it goes on.</summary>
    public static int Run(Words words)
    {
        LibTorch.UseThreads(1);
        var proxy = SmallNasBench201.Of(words);
        var (table, data, recipe, seed) = (proxy.Table, proxy.Data, proxy.Recipe, proxy.Seed);
        var rule = words.Text("--rule") == "uniform" ? PathRule.Uniform : PathRule.StrictlyFair;
        using var supernet = new Supernet(proxy.Space, data.Signature, seed.Derive("weights"));
        using var trainer = new SupernetTrainer(supernet, data, recipe, rule, words.Real("--epochs", 20), seed, byComplexity: words.Real("--complexity", 1));
        var rows = NasBench201Rows.Shuffled(table, new Seed(words.Text("--sample") == "tune" ? 700UL : 500)).Take(words.Number("--networks", 500)).ToArray();
        var began = Environment.CpuUsage.TotalTime;
        var (loss, spent) = (0.0, TimeSpan.Zero);
        var lines = new List<string> { "seed,step,steps,minutes,networks,tau_accuracy,tau_log_loss" };
        Console.WriteLine($"seed {seed.Value}: {(rule == PathRule.Uniform ? "uniform" : "fair")}, {proxy}, {trainer.TotalSteps} steps of {recipe.BatchSize}");
        while (trainer.StepsDone < trainer.TotalSteps)
        {
            loss += trainer.Step();
            if (trainer.StepsDone % (trainer.TotalSteps / Looks) != 0 && trainer.StepsDone != trainer.TotalSteps)
                continue;
            spent += Environment.CpuUsage.TotalTime - began;
            var scores = new SubnetScores(supernet, data, seed);
            var looked = trainer.StepsDone == trainer.TotalSteps ? rows : rows[..Math.Min(rows.Length, NetworksOfALook)];
            var values = Array.ConvertAll(looked, row => scores.ScoresOf(NasBench201Rows.GenotypeOf(table, row)));
            var truth = Array.ConvertAll(looked, row => table.Test(row, "accuracy"));
            var accuracy = Array.ConvertAll(values, value => value[Metric.Accuracy.Name]!.Value);
            var tau = Bootstrap.Of(looked.Length, drawn => RankCorrelation.KendallTau([.. drawn.Select(i => accuracy[i])], [.. drawn.Select(i => truth[i])]), new Seed(1));
            var byLoss = RankCorrelation.KendallTau(Array.ConvertAll(values, value => -value[Metric.LogLoss.Name]!.Value), truth);
            var byParameters = RankCorrelation.KendallTau(Array.ConvertAll(looked, row => Parameters.Total(proxy.Space.Resolve(NasBench201Rows.GenotypeOf(table, row), data.Signature))), truth);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"step {trainer.StepsDone}, {spent.TotalMinutes:F1} min of processor time, loss {loss * Looks / trainer.TotalSteps:F3}: τ {tau.Value:F3} ({tau.Low:F3} – {tau.High:F3}) over {looked.Length}, by log loss {byLoss:F3}, by parameters alone {byParameters:F3}; accuracy {accuracy.Min():F3} to {accuracy.Max():F3}, mean {accuracy.Average():F3}"));
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{seed.Value},{trainer.StepsDone},{trainer.TotalSteps},{spent.TotalMinutes:F2},{looked.Length},{tau.Value:F4},{byLoss:F4}"));
            if (trainer.StepsDone == trainer.TotalSteps && words.Text("--scores") is { } scored)
                File.WriteAllLines(scored, looked.Select((row, i) => string.Create(CultureInfo.InvariantCulture, $"{row},{accuracy[i]},{values[i][Metric.LogLoss.Name]},{truth[i]}")).Prepend("row,accuracy,log_loss,published"));
            (loss, began) = (0, Environment.CpuUsage.TotalTime);
        }

        if (words.Text("--out") is { } path)
            File.WriteAllLines(path, lines);
        return 0;
    }
}
