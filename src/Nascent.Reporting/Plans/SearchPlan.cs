using System.Collections.Immutable;
using Nascent.Benchmarks.Statistics;

namespace Nascent.Reporting.Plans;

/// <summary>What a search of some time can do on this machine: a pure function of what was measured.</summary>
/// <param name="Input">What it was computed from.</param>
/// <param name="Rungs">The fidelities, from no training to full training.</param>
/// <param name="Split">How the time is split.</param>
/// <param name="Spread">σ: the standard deviation of the brief scores over the timed candidates without the noise of scoring on so few samples, in the metric's unit; null with fewer than four.</param>
/// <param name="WorkPerSecond">Work that one worker did in a second of brief training, the median of the timed candidates.</param>
/// <param name="ZeroCostBeside">Spearman's ρ of scores without training with the brief scores, over the timed candidates; null with fewer than four.</param>
public sealed record SearchPlan(PlanInput Input, ImmutableArray<PlanRung> Rungs, PlanSplit Split, double? Spread, double WorkPerSecond, Interval? ZeroCostBeside)
{
    /// <summary>The fidelity that a search of the recommended kind has.</summary>
    public PlanRung Recommended => Rungs.First(rung => rung.IsRecommended);

    /// <summary>The metric that decides.</summary>
    public string Metric => Input.Spec.Objectives[0].Metric;
}
