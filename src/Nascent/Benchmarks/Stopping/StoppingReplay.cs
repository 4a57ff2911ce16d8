using System.Collections.Immutable;
using Nascent.Estimation.Curves;
using Nascent.Randomness;
using Nascent.Search.Stopping;

namespace Nascent.Benchmarks.Stopping;

/// <summary>Replays recorded full curves as a search with early stopping, without training anything.</summary>
/// <remarks>Candidate n is judged by candidates up to n − look-ahead, as in a run; what was stopped is known to later ones as far as it came.</remarks>
public static class StoppingReplay
{
    /// <summary>Replays one search.</summary>
    /// <param name="candidates">Finished curves of equal length, in the order of the search.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="lookAhead">The look-ahead of the search, at least 1.</param>
    /// <param name="controlShare">Candidates that are trained to the end although the rule stops them: one in so many; 0 for none.</param>
    /// <param name="seed">The key of controls and of what is random in the rule.</param>
    public static ReplayedRun Run(IReadOnlyList<ScoreCurve> candidates, IStoppingRule rule, int lookAhead, int controlShare, Seed seed)
    {
        var seen = ImmutableArray.CreateBuilder<ScoreCurve>();
        var (spent, stops, controls, wrong) = (0, 0, 0, 0);
        for (var n = 0; n < candidates.Count; n++)
        {
            var candidate = candidates[n];
            var known = Known([.. seen.Take(n - lookAhead + 1)], candidate.Length);
            var length = known is null ? candidate.Length : StopOf(candidate, known, rule, seed.Derive("rule").Derive(n));
            if (length < candidate.Length)
            {
                stops++;
                if (Controls.IsControl(seed, n, controlShare))
                {
                    (controls, wrong) = (controls + 1, wrong + (candidate.Best > known!.Bar ? 1 : 0));
                    length = candidate.Length;
                }
            }

            spent += length;
            seen.Add(length == candidate.Length ? candidate : candidate.Until(length));
        }

        var kept = seen.Where(curve => curve.IsFinished).Max(curve => curve.Best);
        return new(spent, candidates.Sum(candidate => candidate.Length), candidates.Max(candidate => candidate.Best) - kept, stops, controls, wrong);
    }

    private static KnownCurves? Known(ImmutableArray<ScoreCurve> curves, int points) =>
        curves.Any(curve => curve.IsFinished) ? new(curves, curves.Where(curve => curve.IsFinished).Max(curve => curve.Best), points) : null;

    /// <summary>The points after which the rule stops a candidate; all of them where it does not.</summary>
    private static int StopOf(ScoreCurve candidate, KnownCurves known, IStoppingRule rule, Seed seed)
    {
        for (var length = 1; length < candidate.Length; length++)
            if (rule.Stops(candidate.Until(length), known, seed))
                return length;
        return candidate.Length;
    }
}
