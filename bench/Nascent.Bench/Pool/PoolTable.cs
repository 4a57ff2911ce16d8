using Nascent.Bench.ZeroCost;
using Nascent.Benchmarks.Statistics;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Numerics;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Predictors;
using Nascent.Torch.ZeroCost;
using Nascent.Trees.Predictors;

namespace Nascent.Bench.Pool;

/// <summary>Holds each estimate of the pool's networks against their full trainings.</summary>
/// <param name="loaded">The data.</param>
/// <param name="networks">The networks.</param>
/// <param name="trainings">All of their trainings.</param>
/// <param name="replicates">Full trainings of each.</param>
internal sealed class PoolTable(LoadedData loaded, PoolNetworks networks, List<PoolTraining> trainings, int replicates)
{
    private readonly int _samples = loaded.Test.Samples.Count;
    private readonly PoolTraining[][] _full =
        [.. networks.Pool.Select(network => Enumerable.Range(0, replicates).Select(replicate => Of(trainings, network, PoolTrainer.Full, replicate)).ToArray())];

    /// <summary>Prints the table.</summary>
    public void Print()
    {
        // How many of a network's full trainings get each sample right, as a share.
        double[][] right = [.. _full.Select(own => own.Select(training => training.RightOf(_samples)).ToArray()).Select(own => Enumerable.Range(0, _samples).Select(i => own.Average(one => one[i])).ToArray())];
        double[] truths = [.. right.Select(own => own.Average())];
        var best = Array.IndexOf(truths, truths.Max());
        var pool = _full.Sum(own => own.Sum(training => training.Seconds));
        Console.WriteLine($"{networks.Pool.Length} networks of {networks.Space.Name} with {string.Join(" and ", PoolNetworks.Limits)}, one of each stratum of the mean rank over all scores, trained in full for {PoolTrainer.Full.Axis(Fidelity.Epochs, 1)} epochs over {replicates} seeds on {loaded.Prepared.Name}: {pool / 3600:F2} h of processor time");
        Console.WriteLine($"Test accuracy: {100 * truths.Min():F2} to {100 * truths.Max():F2} %, median {100 * Statistics.Median(truths):F2} %, standard deviation {100 * Statistics.Deviation(truths):F2} points; Kendall's τ between two seeds {TauOfSeeds():F3}.");
        Console.WriteLine("| estimator | τ | ρ | precision at the top quarter | pick, test accuracy in % | pick less the best of the pool, points | cost, share of the pool's |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, values, seconds) in Estimates())
        {
            var agreement = RankAgreement.Of(values, truths, Math.Max(1, truths.Length / 4), new Seed(1));
            var pick = Array.IndexOf(values, values.Max());
            Console.WriteLine($"| {name} | {Text(agreement.Tau)} | {Text(agreement.Rho)} | {agreement.PrecisionAtTop.Value:F2} | {100 * truths[pick]:F2} | {Behind(right[pick], right[best])} | {seconds / pool:P1} |");
        }
    }

    private static PoolTraining Of(List<PoolTraining> trainings, int network, Fidelity fidelity, int replicate) =>
        trainings.First(training => training.Is(network, fidelity, replicate));

    private static string Text(Interval interval) => $"{interval.Value:F2} ({interval.Low:F2} to {interval.High:F2})";

    /// <summary>A difference in points with its 95 % interval over the samples of the test part, which both networks are scored on.</summary>
    private static string Behind(double[] pick, double[] best)
    {
        double[] differences = [.. pick.Zip(best, (a, b) => 100 * (a - b))];
        var (mean, half) = (differences.Average(), 1.96 * Statistics.Deviation(differences) / Math.Sqrt(differences.Length));
        return half == 0 ? "0, it is the best" : $"{mean:F2} ({mean - half:F2} to {mean + half:F2})";
    }

    private double TauOfSeeds() => replicates < 2 ? double.NaN : RankCorrelation.KendallTau([.. _full.Select(own => own[0].RightOf(_samples).Average())], [.. _full.Select(own => own[1].RightOf(_samples).Average())]);

    private IEnumerable<(string Name, double[] Values, double Seconds)> Estimates()
    {
        var scored = networks.Pool.Select(network => networks.Scored[network]).ToArray();
        foreach (var name in ZeroCostScores.All.Select(score => score.Name))
            yield return ($"`{name}`", [.. scored.Select(one => one.Scores.GetValueOrDefault(name, double.NegativeInfinity))], scored.Sum(one => one.Seconds[name]));
        yield return ("`naswot`, `jacob_cov` and `synflow`, mean rank", [.. RankEnsemble.Of([.. scored.Select(one => one.Scores)], RankEnsemble.DefaultMembers)], scored.Sum(one => RankEnsemble.DefaultMembers.Sum(name => one.Seconds[name])));
        var reference = ScoreReference.Of([.. networks.Scored.Select(one => one.Scores)], ZeroCostEstimator.Members);
        yield return ("`zero-cost`", [.. scored.Select(one => reference.Standing(one.Scores) ?? double.NegativeInfinity)], scored.Sum(one => ZeroCostEstimator.Members.Sum(name => one.Seconds[name])));
        foreach (var (name, fidelity) in new[] { ("`train` as in `--budget 10m`", PoolTrainer.Brief), ("`train` as in `--budget 40m`", PoolTrainer.Longer), ("`weight-sharing`", PoolTrainer.Shared) })
        {
            var own = networks.Pool.Select(network => Of(trainings, network, fidelity, 0)).ToArray();
            yield return (name, [.. own.Select(training => training.Validation)], own.Sum(training => training.Seconds));
            yield return ($"{name}, `params` and `macs`, mean rank", WithCosts(scored, own), own.Sum(training => training.Seconds));
        }

        for (var epochs = 1; epochs <= 2; epochs++) // more of them cost more than a tenth
            yield return ($"the first {(epochs == 1 ? "epoch" : "two epochs")} of one full training", [.. _full.Select(own => own[0].Curve[epochs - 1])], _full.Sum(own => own[0].Seconds) * epochs / PoolTrainer.Full.Axis(Fidelity.Epochs, 1));
        foreach (var predictor in Predicted())
            yield return predictor;
    }

    private static double[] WithCosts(ScoredNetwork[] scored, PoolTraining[] trainings) =>
        [.. RankEnsemble.Of([.. scored.Zip(trainings, (one, training) => one.Scores.SetItem(PoolTrainer.Brief.Estimator, training.Validation))], [PoolTrainer.Brief.Estimator, Metric.Parameters.Name, Metric.Macs.Name])];

    /// <summary>What predictors expect that learned from brief trainings of other networks.</summary>
    private IEnumerable<(string Name, double[] Values, double Seconds)> Predicted()
    {
        var lessons = networks.Lessons.Select(network => Of(trainings, network, PoolTrainer.Brief, 0)).ToArray();
        PredictorInput Input(int network) => new(networks[network].Genotype, new Metrics(networks.Scored[network].Scores));
        foreach (var kind in CorePredictors.All.Concat(TreePredictors.All).Concat(TorchPredictors.All))
        {
            var predictor = AccuracyPredictor.Fit(
                kind, PredictorDomain.Of(networks.Space, loaded.Prepared.Signature), Metric.Accuracy.Name, [.. lessons.Select(lesson => new PredictorObservation(Input(lesson.Network), lesson.Validation))], networks.Seed.Derive("predictor"));
            yield return ($"predictor `{kind.Name}`, of {lessons.Length} brief trainings of others and all scores", [.. predictor.Predict([.. networks.Pool.Select(Input)]).Select(value => value.Outlook)],
                lessons.Sum(lesson => lesson.Seconds) + networks.Pool.Concat(networks.Lessons).Sum(network => networks.Scored[network].Elapsed));
        }
    }
}
