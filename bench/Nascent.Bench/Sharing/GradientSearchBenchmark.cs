using System.Globalization;
using Nascent.Bench.ZeroCost;
using Nascent.Genotypes;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Controllers;
using Nascent.Torch.Sharing.Gradients;
using Nascent.Trials;

namespace Nascent.Bench.Sharing;

/// <summary>Where searches by gradients and by a controller over shared weights end in NAS-Bench-201, by the published accuracy of the cell that they prefer.</summary>
internal static class GradientSearchBenchmark
{
    private const int Looks = 10;
    private const int DrawsOfALook = 10;
    private const int DrawsAtTheEnd = 100;

    /// <summary>Runs one search and prints what it prefers as it goes on; with <c>--out</c> the same as CSV, written as a whole when it has ended.</summary>
    public static int Run(Words words)
    {
        LibTorch.UseThreads(1);
        var proxy = SmallNasBench201.Of(words);
        var rows = Enumerable.Range(0, proxy.Table.Count).ToDictionary(row => NasBench201Rows.GenotypeOf(proxy.Table, row));
        var accuracies = rows.Values.Select(row => proxy.Table.Test(row, "accuracy")).ToArray();
        using var supernet = new Supernet(proxy.Space, proxy.Data.Signature, proxy.Seed.Derive("weights"));
        var method = words.Text("--method") ?? "gdas";
        using var search = Begin(method, words, supernet, proxy);
        Console.WriteLine($"seed {proxy.Seed.Value}: {method}, {proxy}, {search.TotalSteps} steps of {proxy.Recipe.BatchSize}");
        var lines = new List<string> { "method,seed,step,steps,minutes,first,second,entropy,cell,published,better_than,note" };
        var (began, steps, first, second) = (Environment.CpuUsage.TotalTime, 0, 0.0, 0.0);
        var every = Math.Max(1, search.TotalSteps / Looks);
        while (!search.IsOver)
        {
            var losses = search.Step();
            (first, second, steps) = (first + losses.OfWeights, second + losses.OfOptions, steps + 1);
            if (search.StepsDone % every != 0 && !search.IsOver)
                continue;
            var best = BestOf(search, supernet, proxy);
            var accuracy = proxy.Table.Test(rows[best], "accuracy");
            var (minutes, share) = ((Environment.CpuUsage.TotalTime - began).TotalMinutes, accuracies.Count(other => other < accuracy) / (double)accuracies.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"step {search.StepsDone}, {minutes:F1} min of processor time, {first / steps:F3} and {second / steps:F3}, entropy {search.Undecided:F3}: {NasBench201.Format(best)}, published {accuracy:F2} %, better than {share:P1} of all {search.Note}"));
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"{method},{proxy.Seed.Value},{search.StepsDone},{search.TotalSteps},{minutes:F2},{first / steps:F4},{second / steps:F4},{search.Undecided:F4},{NasBench201.Format(best)},{accuracy:F2},{share:F4},\"{search.Note}\""));
            (first, second, steps) = (0, 0, 0);
        }

        if (words.Text("--out") is { } path)
            File.WriteAllLines(path, lines);
        return 0;
    }

    private static ISharedSearch Begin(string method, Words words, Supernet supernet, SmallNasBench201 proxy)
    {
        var epochs = words.Real("--epochs", 50);
        var usual = new EnasSettings();
        if (method == "enas")
            return new Enas(supernet, proxy.Data, proxy.Recipe, usual with
            {
                Epochs = epochs,
                LearningRate = words.Real("--option-rate", usual.LearningRate),
                FairShare = words.Real("--fair", usual.FairShare),
                WarmUp = words.Real("--warm-up", usual.WarmUp),
                ByComplexity = words.Real("--complexity", usual.ByComplexity),
                LastRate = words.Real("--last", usual.LastRate),
            }, proxy.Seed);
        var rate = words.Real("--option-rate", method == "drnas" ? 6e-4 : 3e-4);
        var guard = words.Text("--guard") is null ? null : new CollapseGuard { Restarts = words.Number("--restarts", 0) };
        var learned = words.Text("--norms") == "learned";
        return method == "gdas"
            ? new Gdas(supernet, proxy.Data, proxy.Recipe, new GdasSettings { Epochs = epochs, LearningRate = rate, Guard = guard, LearnedNorms = learned }, proxy.Seed)
            : new MixtureSearch(supernet, proxy.Data, proxy.Recipe, new MixtureSettings
            {
                Kind = method == "drnas" ? MixtureKind.Dirichlet : MixtureKind.Softmax,
                Epochs = epochs,
                LearningRate = rate,
                Guard = guard,
                SecondOrder = method == "darts-second",
                Parts = words.Number("--parts", method == "pc-darts" ? 4 : 1),
                Perturbation = words.Real("--perturbation", 0),
                LearnedNorms = learned,
            }, proxy.Seed);
    }

    /// <summary>The preferred network: of a controller's draws the best by the shared weights, of more of them at the end.</summary>
    private static Genotype BestOf(ISharedSearch search, Supernet supernet, SmallNasBench201 proxy) => search is Enas enas
        ? enas.Best(new SubnetScores(supernet, proxy.Data, proxy.Seed), Objective.Of(Metric.LogLoss.Name), enas.IsOver ? DrawsAtTheEnd : DrawsOfALook)
        : search.Candidates(1, _ => true)[0];
}
