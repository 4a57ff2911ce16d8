using Nascent.Architectures.Rewriting;
using Nascent.Costs;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Native;

namespace Nascent.Bench.Work;

/// <summary>How well the metric <c>work</c> predicts the time of a training step, beside multiply-accumulates, and what its coefficients would be now.</summary>
/// <remarks>
/// Networks are uniform members of the catalogue's spaces. All are timed in short turns, round by round, in processor time, and the fastest step counts, so that a machine which is
/// slower for a while is slower for all of them and then not counted. With <c>--graph simplified</c> costs are counted in the graph that is trained, without dead
/// edges and identities, and not in the graph as written.
/// </remarks>
internal static class TrainingWorkBenchmark
{
    private const int SamplesOfData = 1024;
    private static readonly string[] Spaces = [TinyCnn.Name, Mobile.Name, NasBench201.Name];
    private static readonly (int Channels, int Side)[] Images = [(1, 28), (3, 32)];

    public static int Run(Words words)
    {
        var (networks, rounds, batch) = (words.Number("--networks", 12), words.Number("--rounds", 5), words.Number("--batch", 128));
        var graph = words.Text("--graph") ?? "written";
        if (graph is not ("written" or "simplified"))
            throw NascentException.UnknownName("graph", graph, ["written", "simplified"]);
        LibTorch.UseThreads(1);
        TimedNetwork[] all = [.. Spaces.SelectMany(space => Images.SelectMany(image => Sample(space, image.Channels, image.Side, networks, batch, graph == "simplified")))];
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                foreach (var network in all)
                    network.Turn();
                Console.Error.WriteLine($"round {round + 1} of {rounds}");
            }

            Console.WriteLine($"{networks} networks of each space for each size of image, batch {batch}, one thread, processor time of the fastest step of {rounds} turns, graph as {graph}");
            Predictions(all);
            Coefficients(all);
        }
        finally
        {
            foreach (var network in all)
                network.Dispose();
        }

        return 0;
    }

    private static IEnumerable<TimedNetwork> Sample(string name, int channels, int side, int count, int batch, bool simplified)
    {
        var (space, signature) = (SpaceCatalog.Create(name), Signature.Image(channels, side, side, 10));
        var data = MadeUpImages.Set(channels, side, SamplesOfData);
        foreach (var seed in Enumerable.Range(0, count).Select(i => new Seed(1).Derive(name).Derive(side).Derive(i)))
        {
            var network = space.Resolve(space.Genotypes.Sample(seed), signature);
            yield return new TimedNetwork($"{name} {side}×{side}×{channels}", network, simplified ? Simplification.Of(network).Architecture : network, data, batch);
        }
    }

    private static void Predictions(TimedNetwork[] all)
    {
        Console.WriteLine();
        Console.WriteLine("| networks | number | µs a sample | µs for 10⁶ of work | sd of its log | rank correlation | of MACs: sd of log | rank correlation |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (name, part) in all.GroupBy(network => network.Space).Select(group => (group.Key, group.ToArray())).Append(("all", all)))
        {
            var times = part.Select(network => network.Microseconds).ToArray();
            var (work, macs) = (part.Select(network => network.Work).ToArray(), part.Select(network => network.Macs).ToArray());
            Console.WriteLine(
                $"| {name} | {part.Length} | {times.Min():F0} to {times.Max():F0} | {1e6 * Statistics.Median(times.Zip(work, (time, cost) => time / cost)):F1} "
                + $"| {DeviationOfLog(times, work):F2} | {RankCorrelation.SpearmanRho(work, times):F2} | {DeviationOfLog(times, macs):F2} | {RankCorrelation.SpearmanRho(macs, times):F2} |");
        }
    }

    private static void Coefficients(TimedNetwork[] all)
    {
        Console.WriteLine();
        Console.WriteLine($"| coefficients fitted to | {string.Join(" | ", WorkTerms.Names)} | µs for 10⁶ of it | sd of its log |");
        Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---|", WorkTerms.Names.Length + 2))}");
        Console.WriteLine($"| (those in the code) | {string.Join(" | ", WorkTerms.Present)} | | {DeviationOfLog([.. all.Select(network => network.Microseconds)], [.. all.Select(network => network.Work)]):F2} |");
        foreach (var space in Spaces)
            Fit(space, [.. all.Where(network => network.Space.StartsWith(space, StringComparison.Ordinal))]);
        Fit("all", all);
    }

    private static void Fit(string name, TimedNetwork[] networks)
    {
        var times = networks.Select(network => network.Microseconds).ToArray();
        var fitted = NonNegativeFit.OfRelativeError([.. networks.Select(network => network.Terms)], times);
        var predicted = networks.Select(network => network.Terms.Zip(fitted, (term, coefficient) => term * coefficient).Sum()).ToArray();
        var unit = fitted[0] > 0 ? fitted[0] : 1e-6;
        Console.WriteLine($"| {name} | {string.Join(" | ", fitted.Select(coefficient => (coefficient / unit).ToString("G3")))} | {1e6 * unit:F1} | {DeviationOfLog(times, predicted):F2} |");
    }

    private static double DeviationOfLog(double[] times, double[] predictions) => Statistics.Deviation([.. times.Zip(predictions, (time, prediction) => Math.Log(time / prediction))]);
}
