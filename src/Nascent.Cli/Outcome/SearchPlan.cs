using System.Collections.Immutable;
using Nascent.Benchmarks.Statistics;
using Nascent.Journal;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;

namespace Nascent.Cli.Outcome;

/// <summary>What a search of some time can do on this machine: a pure function of what was measured.</summary>
/// <param name="Input">What it was computed from.</param>
/// <param name="Rungs">The fidelities, from no training to full training.</param>
/// <param name="Split">How the time is split.</param>
/// <param name="Spread">σ: the standard deviation of the brief scores over the timed candidates without the noise of scoring on so few samples, in the metric's unit; null with fewer than four.</param>
/// <param name="WorkPerSecond">Work that one worker did in a second of brief training, the median of the timed candidates.</param>
/// <param name="ZeroCostBeside">Spearman's ρ of scores without training with the brief scores, over the timed candidates; null with fewer than four.</param>
internal sealed record SearchPlan(PlanInput Input, ImmutableArray<PlanRung> Rungs, PlanSplit Split, double? Spread, double WorkPerSecond, Interval? ZeroCostBeside)
{
    private const int FewestForSpread = 4;

    /// <summary>The fidelity that a search of the recommended kind has.</summary>
    public PlanRung Recommended => Rungs.First(rung => rung.IsRecommended);

    /// <summary>The metric that decides.</summary>
    public string Metric => Input.Spec.Objectives[0].Metric;

    /// <summary>Plans.</summary>
    /// <exception cref="NascentException">No candidate could be trained, or the time is too short for anything.</exception>
    public static SearchPlan Of(PlanInput input)
    {
        var trained = input.Candidates.Where(candidate => candidate.Brief is not null).ToArray();
        if (trained.Length == 0)
            throw new NascentException($"Plan: none of {input.Candidates.Length} timed candidates could be trained, so nothing can be planned. The first failure: {input.Candidates[0].Failure}");
        var timing = new PlanTiming(input);
        var least = timing.LeastTime();
        if (input.Spec.Budget.Time is { } time && time < least)
            throw new NascentException($"--budget: found {Figures.Time(time)}, expected at least {Figures.Time(least)} here: three trials and one epoch of full training of each planned network must fit.");
        var spread = SpreadOf(input);
        var zeroCost = input.Candidates.Where(candidate => candidate is { ZeroCostValue: not null, BriefValue: not null }).ToArray();
        return new(
            input, [.. timing.Rungs().Select(rung => With(rung, input, spread))], timing.Split(), spread, timing.WorkPerSecond(),
            zeroCost.Length < FewestForSpread ? null : Beside(zeroCost, input.Spec));
    }

    /// <summary>The standard deviation of values that are measured with noise: √(variance − noise²), at least 0.</summary>
    internal static double WithoutNoise(IReadOnlyCollection<double> values, double noise) => Math.Sqrt(Math.Max(0, Math.Pow(Outcome.Spread.Of(values)!.Deviation!.Value, 2) - (noise * noise)));

    private static double? SpreadOf(PlanInput input)
    {
        var values = input.Candidates.Select(candidate => candidate.BriefValue).OfType<double>().ToArray();
        if (values.Length < FewestForSpread)
            return null;
        // One standard error of a share of so many samples; other metrics' noise is not known, and is left in.
        var mean = values.Average();
        return WithoutNoise(values, Tasks.Metric.Find(input.Spec.Objectives[0].Metric)?.NoiseOf(mean, input.Scored) ?? 0);
    }

    private static PlanRung With(PlanRung rung, PlanInput input, double? spread)
    {
        var isFull = rung.Name == PlanTiming.Full;
        var (estimator, passes) = rung.Passes == 0 ? (ZeroCostEstimator.Name, (double?)null) : (TrainEstimator.Name, rung.Passes);
        var known = isFull ? null : input.Correlations.FirstOrDefault(correlation => correlation.SpeaksOf(estimator, passes));
        var (best, sigma) = (rung.Candidates < 1 ? 0 : NormalMaximum.ExpectationOf(rung.Candidates), known?.Spread ?? spread);
        var rho = isFull ? 1 : known is null ? (double?)null : Math.Max(0, known.Rho.Value);
        return rung with { BestOf = best, Correlation = known, MostGain = sigma * best, Gain = rho * sigma * best };
    }

    private static Interval Beside(TimedCandidate[] candidates, RunSpec spec)
    {
        var sign = spec.Objectives[0].Maximise ? 1 : -1;
        return Bootstrap.Of(
            candidates.Length, drawn => RankCorrelation.SpearmanRho(Array.ConvertAll(drawn, i => candidates[i].ZeroCostValue!.Value), Array.ConvertAll(drawn, i => sign * candidates[i].BriefValue!.Value)), new Seed(spec.Seed).Derive("plan"));
    }
}
