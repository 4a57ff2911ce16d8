using System.Collections.Immutable;
using Nascent.Estimation.Curves;
using Nascent.Randomness;
using Nascent.Search.Stopping;

namespace Nascent.Benchmarks.Stopping;

/// <summary>Many replayed searches together.</summary>
/// <param name="Runs">The searches.</param>
public sealed record ReplaySummary(ImmutableArray<ReplayedRun> Runs)
{
    /// <summary>The mean share of epochs that stopping saved, controls counted as spent.</summary>
    public double Saved => Runs.Average(run => run.Saved);

    /// <summary>The mean shortfall of the best candidate that was kept.</summary>
    public double Shortfall => Runs.Average(run => run.Shortfall);

    /// <summary>The share of controls that ended above the best result known when they would have been stopped; NaN without controls.</summary>
    public double WrongControls => (double)Runs.Sum(run => run.WrongControls) / Runs.Sum(run => run.Controls);

    /// <summary>The share of searches that kept the candidate which full training picks, or one so close to it.</summary>
    /// <param name="within">How much less its result may be.</param>
    public double Kept(double within) => Runs.Average(run => run.Shortfall <= within + 1e-9 ? 1.0 : 0);

    /// <summary>Replays searches over random orders of all candidates.</summary>
    /// <param name="candidates">Finished curves of equal length.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="orders">How many searches.</param>
    /// <param name="lookAhead">The look-ahead of a search.</param>
    /// <param name="seed">The key of the orders.</param>
    public static ReplaySummary OfOrders(IReadOnlyList<ScoreCurve> candidates, IStoppingRule rule, int orders, int lookAhead, Seed seed) => new(
    [
        .. Enumerable.Range(0, orders).Select(i =>
        {
            var order = candidates.ToArray();
            seed.Derive("order").Derive(i).Stream().Shuffle<ScoreCurve>(order);
            return StoppingReplay.Run(order, rule, lookAhead, Controls.DefaultShare, seed.Derive("run").Derive(i));
        }),
    ]);
}
