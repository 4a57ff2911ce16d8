using System.Collections.Immutable;
using Nascent.Benchmarks.Statistics;
using Nascent.Journal;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Reporting.Numbers;
using Nascent.Trials;

namespace Nascent.Reporting.Trust;

/// <summary>How far the estimates of a run ranked its candidates as full training does.</summary>
/// <param name="Metric">What full training is judged by: the run's first objective, on the validation part.</param>
/// <param name="SearchMetric">What trials were ranked by.</param>
/// <param name="Epochs">Epochs of full training.</param>
/// <param name="Top">How many candidates count as the best.</param>
/// <param name="Candidates">What was trained, the best estimate first.</param>
/// <param name="Judged">Each estimate with its agreement, the search's own first.</param>
/// <param name="SeedTau">Kendall's τ between two seeds of full training, the mean of all pairs: an estimate can hardly rank better than one training predicts another. Null with one seed, or several of fewer than three candidates.</param>
/// <param name="CpuSeconds">CPU time of the full trainings.</param>
/// <param name="Failures">Trainings that failed, and why; their candidates are left out.</param>
public sealed record TrustReport(
    string Metric, string SearchMetric, int Epochs, int Top, ImmutableArray<TrustCandidate> Candidates, ImmutableArray<(string Name, RankAgreement Agreement)> Judged, double? SeedTau, double CpuSeconds,
    ImmutableArray<string> Failures)
{
    /// <summary>The estimate that stands for knowing nothing.</summary>
    public const string Random = "random";

    /// <summary>With fewer candidates there is nothing to rank.</summary>
    public const int FewestCandidates = 3;

    /// <summary>The fewest that scores are believed by: the bootstrap knows no other orders than those it has seen, so that of four candidates in order, which chance gives one time in 24, its interval is 1 to 1.</summary>
    public const int FewestToBelieve = 6;

    /// <summary>One sentence that says whether the search's scores can be believed here.</summary>
    public string Sentence
    {
        get
        {
            var (own, tau) = (Judged[0].Agreement, Judged[0].Agreement.Tau);
            var better = Judged.Skip(1).Where(other => other.Name != Random && other.Agreement.Tau.Value >= tau.Value).Select(other => other.Name).ToArray();
            var range = $"Kendall's τ {tau.Value:0.00}, 95 % interval {tau.Low:0.00} to {tau.High:0.00}, over {Candidates.Length} networks";
            var regret = $"The search's favourite is {Figures.DifferenceInWords(Metric, own.Regret.Value)} behind the best of them.";
            return Candidates.Length < FewestToBelieve ? $"Too few networks to judge the search's scores: {Candidates.Length}, at least {FewestToBelieve} are needed ({range}). {regret}"
                : !(tau.Low > 0) ? $"The search's scores may be no better than chance here ({range}). More networks or longer trials would show it. {regret}"
                : better.Length > 0 ? $"The search's scores rank better than chance ({range}), but no better than {string.Join(" and ", better)}. {regret}"
                : $"The search's scores are credible here: they rank better than chance ({range}) and better than {Nascent.Tasks.Metric.Parameters.Name} and {Nascent.Tasks.Metric.Macs.Name}. {regret}";
        }
    }

    /// <summary>Judges.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="chosen">The trials, the best estimate first.</param>
    /// <param name="trainings">Their full trainings, and perhaps others.</param>
    /// <param name="epochs">How long those are.</param>
    /// <exception cref="NascentException">Fewer than three could be trained.</exception>
    public static TrustReport Of(RunSpec spec, IReadOnlyList<Trial> chosen, IReadOnlyList<TrustTraining> trainings, int epochs)
    {
        var (objective, searched) = (spec.Objectives[0], spec.TrialObjectives[0]);
        var own = trainings.Where(training => chosen.Any(trial => trial.Number == training.Trial)).ToArray();
        var failed = own.Where(training => training.Value is null).ToArray();
        TrustCandidate[] candidates = [.. chosen.Where(trial => failed.All(training => training.Trial != trial.Number)).Select(trial =>
            new TrustCandidate(trial, [.. own.Where(training => training.Trial == trial.Number).OrderBy(training => training.Replicate).Select(training => training.Value!.Value)]))];
        if (candidates.Length < FewestCandidates)
            throw new NascentException($"Run '{spec.Name}': {candidates.Length} of {chosen.Count} candidates could be trained in full, expected at least 3 ({failed.FirstOrDefault()?.Failure}).");
        var sign = objective.Maximise ? 1 : -1;
        var (truths, top, seed) = (Array.ConvertAll(candidates, candidate => sign * candidate.Values.Average()), Math.Max(1, candidates.Length / 4), new Seed(spec.Seed).Derive("trust"));
        (string, RankAgreement) Judge(string name, Func<Trial, double> estimate) => (name, RankAgreement.Of([.. candidates.Select(candidate => estimate(candidate.Trial))], truths, top, seed));
        return new(
            objective.Metric, searched.Metric, epochs, top, [.. candidates],
            [
                Judge("search", trial => searched.Score(trial.Metrics)), Judge("params", trial => trial.Metrics["params"] ?? double.NaN), Judge("macs", trial => trial.Metrics["macs"] ?? double.NaN), Judge(Random, _ => 0),
            ],
            TauOfSeeds(candidates), own.Sum(training => training.CpuSeconds), [.. failed.Select(training => $"trial {training.Trial}: {training.Failure}")]);
    }

    private static double? TauOfSeeds(TrustCandidate[] candidates)
    {
        double Tau(int a, int b)
        {
            var both = candidates.Where(candidate => candidate.Values.Length > Math.Max(a, b)).ToArray(); // some may have fewer seeds than others
            return both.Length < FewestCandidates ? double.NaN : RankCorrelation.KendallTau(Array.ConvertAll(both, candidate => candidate.Values[a]), Array.ConvertAll(both, candidate => candidate.Values[b]));
        }

        var seeds = candidates.Max(candidate => candidate.Values.Length);
        var taus = Enumerable.Range(0, seeds).SelectMany(a => Enumerable.Range(0, a).Select(b => Tau(a, b))).Where(tau => !double.IsNaN(tau)).ToArray();
        return taus.Length > 0 ? taus.Average() : null;
    }
}
