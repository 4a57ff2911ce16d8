using Nascent.Benchmarks.Statistics;

namespace Nascent.Reporting.Plans;

/// <summary>How well an estimate was seen to rank candidates as full training does.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Passes">Its trials' passes over the training data; null where it trains nothing.</param>
/// <param name="Rho">Spearman's ρ with full training; without an interval where the source gives none.</param>
/// <param name="Spread">The standard deviation of the fully trained candidates, in the metric's unit; null where it is not known.</param>
/// <param name="Source">Where it was seen: a run that was judged, or a page of the documentation.</param>
public sealed record KnownCorrelation(string Estimator, double? Passes, Interval Rho, double? Spread, string Source)
{
    /// <summary>How far passes may be apart for a correlation to speak of another length, as a ratio.</summary>
    public const double Reach = 1.6;

    /// <summary>Whether it speaks of an estimator at some length: it itself, and passes that are not further apart than <see cref="Reach"/>.</summary>
    public bool SpeaksOf(string estimator, double? passes) =>
        Estimator == estimator && (Passes is null || passes is null || Math.Max(Passes.Value / passes.Value, passes.Value / Passes.Value) <= Reach);
}
