using System.Collections.Immutable;
using Nascent.Bench.ZeroCost;
using Nascent.Benchmarks.Statistics;
using Nascent.Numerics;
using Nascent.Predictors;
using Nascent.Randomness;

namespace Nascent.Bench.Predictors;

/// <summary>Fits predictors to 12-epoch accuracies of random networks of NAS-Bench-201, and holds what they say of all others against the 200-epoch test accuracy.</summary>
internal static class PredictorBenchmark
{
    /// <summary>Fits, and prints the tables.</summary>
    public static int Run(Words words, ImmutableArray<PredictorDescription> kinds)
    {
        var networks = PublishedNetworks.Read(words.Text("--data"));
        var chosen = words.Text("--predictors")?.Split(',').Select(name => kinds.First(kind => kind.Name == name)).ToArray() ?? [.. kinds];
        var sizes = (words.Text("--train") ?? "100,400").Split(',').Select(int.Parse).ToArray();
        var inputs = (words.Text("--inputs") ?? "encoding,scores").Split(',').Select(name => name == "scores").ToArray();
        var (draws, path, clock) = (words.Number("--draws", 10), words.Text("--out"), new ProcessorTime());
        var known = PredictorDraw.Read(path);
        var results = new List<PredictorDraw>();
        for (var draw = 0; draw < draws; draw++)
            foreach (var size in sizes)
                foreach (var scores in inputs)
                    foreach (var kind in chosen)
                    {
                        var result = known.Find(done => (done.Predictor, done.Scores, done.Size, done.Draw) == (kind.Name, scores, size, draw));
                        if (result is null)
                        {
                            result = Measure(networks, kind, scores, size, draw, clock);
                            if (path is not null)
                                result.AppendTo(path);
                        }

                        results.Add(result);
                    }

        Print(results, networks.Genotypes.Length);
        return 0;
    }

    private static PredictorDraw Measure(PublishedNetworks networks, PredictorDescription kind, bool scores, int size, int draw, TimeProvider clock)
    {
        var order = Enumerable.Range(0, networks.Genotypes.Length).ToArray();
        var seed = new Seed(201).Derive(draw);
        seed.Derive("networks").Stream().Shuffle<int>(order);
        var observations = order.Take(size).Select(i => new PredictorObservation(networks.InputOf(i, scores), networks.Early[i])).ToArray();
        var others = order.Skip(size).ToArray();
        var start = clock.GetTimestamp();
        var predictor = AccuracyPredictor.Fit(kind, PublishedNetworks.Domain, "accuracy", observations, seed.Derive("predictor"));
        var predicted = predictor.Predict([.. others.Select(i => networks.InputOf(i, scores))]);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        double[] expected = [.. predicted.Select(value => value.Score)], truth = [.. others.Select(i => networks.Truth[i])];
        return new(
            kind.Name, scores, size, draw, RankCorrelation.KendallTau([.. predicted.Select(value => value.Outlook)], truth), RankCorrelation.KendallTau(expected, truth),
            RankCorrelation.KendallTau(expected, [.. others.Select(i => networks.Early[i])]),
            [.. PredictorDraw.Levels.Select(level => others.Select((network, i) => predicted[i].Interval(level) is var (low, high) && low <= networks.Early[network] && networks.Early[network] <= high ? 1.0 : 0).Average())], seconds);
    }

    private static void Print(List<PredictorDraw> results, int networks)
    {
        var groups = results.GroupBy(result => (result.Size, result.Scores, result.Predictor)).OrderBy(group => group.Key.Size).ThenBy(group => group.Key.Scores).ToArray();
        Console.WriteLine($"Fitted to 12-epoch validation accuracies of random networks of NAS-Bench-201, CIFAR-10; judged on the others of the {networks} that have zero-cost scores. Means over draws, 95 % bootstrap intervals over the draws.");
        Console.WriteLine("| learned from | reads | predictor | draws | τ of the outlook with the 200-epoch test accuracy | τ of the expected score with it | τ of the expected score with the 12-epoch accuracy | processor s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var group in groups)
            Console.WriteLine($"| {Key(group.Key)} | {group.Count()} | {Mean(group.Select(result => result.OutlookTau))} | {Mean(group.Select(result => result.Tau))} | {Mean(group.Select(result => result.EarlyTau))} | {group.Average(result => result.Seconds):F2} |");
        Console.WriteLine();
        Console.WriteLine("Share of the other networks whose 12-epoch accuracy lies in the interval of a probability, mean over draws:");
        Console.WriteLine($"| learned from | reads | predictor | {string.Join(" | ", PredictorDraw.Levels.Select(level => $"{level:P0}"))} |");
        Console.WriteLine($"|---|---|---|{string.Concat(PredictorDraw.Levels.Select(_ => "---|"))}");
        foreach (var group in groups)
            Console.WriteLine($"| {Key(group.Key)} | {string.Join(" | ", PredictorDraw.Levels.Select((_, i) => $"{100 * group.Average(result => result.Covered[i]):F0} %"))} |");
    }

    private static string Key((int Size, bool Scores, string Predictor) key) => $"{key.Size} | {(key.Scores ? "encoding and scores" : "encoding")} | `{key.Predictor}`";

    private static string Mean(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var interval = Bootstrap.Of(all.Length, drawn => drawn.Average(i => all[i]), new Seed(1));
        return $"{interval.Value:F3} [{interval.Low:F3}, {interval.High:F3}]";
    }
}
