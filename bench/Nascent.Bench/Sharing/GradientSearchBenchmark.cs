using System.Globalization;
using Nascent.Bench.ZeroCost;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Gradients;

namespace Nascent.Bench.Sharing;

/// <summary>Where gradient search ends in NAS-Bench-201, by the published accuracy of the cell that it prefers.</summary>
internal static class GradientSearchBenchmark
{
    private const int Looks = 10;

    /// <summary>Runs one search and prints what it prefers as it goes on.</summary>
    public static int Run(Words words)
    {
        LibTorch.UseThreads(1);
        var proxy = SmallNasBench201.Of(words);
        var rows = Enumerable.Range(0, proxy.Table.Count).ToDictionary(row => NasBench201Rows.GenotypeOf(proxy.Table, row));
        var accuracies = rows.Values.Select(row => proxy.Table.Test(row, "accuracy")).OrderDescending().ToArray();
        using var supernet = new Supernet(proxy.Space, proxy.Data.Signature, proxy.Seed.Derive("weights"));
        var (method, epochs) = (words.Text("--method") ?? "gdas", words.Real("--epochs", 50));
        var kind = method == "drnas" ? MixtureKind.Dirichlet : MixtureKind.Softmax;
        var rate = words.Real("--option-rate", method == "drnas" ? 6e-4 : 3e-4);
        var guard = words.Text("--guard") is null ? null : new CollapseGuard();
        using GradientSearch search = method == "gdas"
            ? new Gdas(supernet, proxy.Data, proxy.Recipe, new GdasSettings { Epochs = epochs, LearningRate = rate, Guard = guard }, proxy.Seed)
            : new MixtureSearch(
                supernet, proxy.Data, proxy.Recipe, new MixtureSettings { Kind = kind, Epochs = epochs, LearningRate = rate, Guard = guard, SecondOrder = method == "darts-second", Perturbation = words.Real("--perturbation", 0) }, proxy.Seed);
        Console.WriteLine($"seed {proxy.Seed.Value}: {method}, {proxy}, {search.TotalSteps} steps of {proxy.Recipe.BatchSize}");
        var (began, ofWeights, ofOptions) = (Environment.CpuUsage.TotalTime, 0.0, 0.0);
        while (!search.IsOver)
        {
            var losses = search.Step();
            (ofWeights, ofOptions) = (ofWeights + losses.OfWeights, ofOptions + losses.OfOptions);
            var every = Math.Max(1, search.TotalSteps / Looks);
            if (search.StepsDone % every != 0 && !search.IsOver)
                continue;
            var accuracy = proxy.Table.Test(rows[search.Best], "accuracy");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"step {search.StepsDone}, {(Environment.CpuUsage.TotalTime - began).TotalMinutes:F1} min of processor time, losses {ofWeights / every:F3} and {ofOptions / every:F3}, entropy {search.Entropy(supernet.Space.Decisions):F3}: {NasBench201.Format(search.Best)}, published {accuracy:F2} %, better than {accuracies.Count(other => other < accuracy) / (double)accuracies.Length:P1} of all"));
            foreach (var decision in supernet.Space.Decisions)
                Console.WriteLine($"  {decision.Path}: {string.Join(", ", search.ProbabilitiesOf(decision).Select((share, i) => string.Create(CultureInfo.InvariantCulture, $"{decision.Options[i]} {share:F3}")))}");
            (ofWeights, ofOptions) = (0, 0);
        }

        if (search.Collapse is { } collapse)
            Console.WriteLine($"stopped: {collapse}");
        return 0;
    }
}
