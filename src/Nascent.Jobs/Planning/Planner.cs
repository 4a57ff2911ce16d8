using Nascent.Benchmarks.Statistics;
using Nascent.Journal;
using Nascent.Numerics;
using Nascent.Randomness;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Plans;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;

namespace Nascent.Jobs.Planning;

/// <summary>Makes a plan of what was measured: a pure function.</summary>
internal static class Planner
{
    private const int FewestForSpread = 4;

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
    internal static double WithoutNoise(IReadOnlyCollection<double> values, double noise) => Math.Sqrt(Math.Max(0, Math.Pow(Spread.Of(values)!.Deviation!.Value, 2) - (noise * noise)));

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
        var isFull = rung.Name == PlanRung.Full;
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
