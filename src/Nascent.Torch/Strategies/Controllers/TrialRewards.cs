using System.Collections.Immutable;
using Nascent.Trials;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>Rewards in the range [0, 1]: the share of the latest trials that do not beat a trial.</summary>
/// <remarks>
/// A trial beats another where it has a result and the other has none; else where it breaks the constraints less; and, where both keep them, where it dominates in the
/// objectives. With one objective this is the trial's rank, so that a reward depends on no metric's scale and an outlier counts as any bad trial;
/// with several it is the rank of Fonseca and Fleming 1993, by which every trial of the front gets 1. Takes time in the size of the window for each trial.
/// </remarks>
internal sealed class TrialRewards(ImmutableArray<Objective> objectives, ImmutableArray<Constraint> constraints, int window)
{
    private readonly TrialOrder _order = new(objectives, constraints);
    private readonly Standing[] _latest = new Standing[window];
    private long _count;

    /// <summary>The reward of a trial that was just observed, which joins the latest.</summary>
    public double Add(Trial trial)
    {
        var standing = new Standing(trial.HasResult, _order.Violation(trial.Metrics), [.. objectives.Select(objective => objective.Score(trial.Metrics))]);
        _latest[_count++ % _latest.Length] = standing;
        var among = (int)Math.Min(_count, _latest.Length);
        var beaten = 0;
        for (var i = 0; i < among; i++)
            beaten += Beats(_latest[i], standing) ? 1 : 0;
        return 1 - (beaten / (double)among);
    }

    private static bool Beats(in Standing first, in Standing second)
    {
        if (first.HasResult != second.HasResult)
            return first.HasResult;
        if (first.Violation != second.Violation)
            return first.Violation < second.Violation;
        if (!first.HasResult || first.Violation > 0)
            return false;
        var isBetter = false;
        for (var i = 0; i < first.Scores.Length; i++)
        {
            if (first.Scores[i] < second.Scores[i])
                return false;
            isBetter |= first.Scores[i] > second.Scores[i];
        }

        return isBetter;
    }

    private readonly record struct Standing(bool HasResult, double Violation, double[] Scores);
}
