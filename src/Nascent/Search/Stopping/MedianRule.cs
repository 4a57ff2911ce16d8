using Nascent.Estimation.Curves;
using Nascent.Randomness;

namespace Nascent.Search.Stopping;

/// <summary>Stops a training whose best score so far is below the median of other trials' running averages.</summary>
/// <remarks>
/// Golovin et al. 2017 (Google Vizier), section 3.2.2: stopped at step s where the trial's best value by s is strictly below the median of the running averages up to s of all completed trials.
/// Deviations: a trial that was stopped counts at the steps that it reached; nothing is stopped before <paramref name="fewest"/> trials reached the step.
/// </remarks>
/// <param name="fewest">The trials below which nothing is stopped.</param>
/// <param name="first">The first point at which something may be stopped, counted from 1.</param>
public sealed class MedianRule(int fewest = 4, int first = 1) : IStoppingRule
{
    /// <summary>The entry in the table.</summary>
    public static StoppingRuleDescription Description { get; } = new(
        "median", "stops a trial whose best value is below the median of the others' running averages", "Golovin et al. 2017", 1, () => new MedianRule());

    /// <inheritdoc/>
    public bool Stops(ScoreCurve running, KnownCurves known, Seed seed)
    {
        if (running.Length < first)
            return false;
        var averages = known.Curves.Where(curve => curve.Length >= running.Length).Select(curve => curve.Scores.Take(running.Length).Average()).Order().ToArray();
        return averages.Length >= fewest && running.Best < Median(averages);
    }

    private static double Median(double[] sorted) => sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
