using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Estimation.Curves;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Search.Stopping;

/// <summary>What may stop a job in mid-trial: a rule and all that it judges by, so that the decision is the same wherever and whenever the job runs.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Maximise">Whether the curve's metric is better when larger.</param>
/// <param name="Known">What was known when the trial was proposed.</param>
/// <param name="IsControl">Whether the trial is trained to the end even where the rule stops it.</param>
public sealed record StopOrder(string Rule, bool Maximise, KnownCurves Known, bool IsControl)
{
    // Older curves say little that newer ones do not, and each travels to the worker.
    private const int MostCurves = 200;

    private const int FewTrials = 10;

    /// <summary>The order of a trial: a function of the run's specification and of the trials that its proposal could see. Null where the run has no rule, or nothing to judge by is known.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="trials">The run's trials, of which the first <see cref="Trial.Known"/> count; those of the trial's own fidelity, and whose curve shows the first objective.</param>
    /// <param name="trial">The trial.</param>
    public static StopOrder? Of(RunSpec spec, IReadOnlyList<Trial> trials, Trial trial)
    {
        if (spec.EarlyStopping is not { } rule || trial.Known is not { } known)
            return null;
        var objective = spec.TrialObjectives[0];
        var comparable = trials.Take(known).Where(seen => seen.DuplicateOf is null && seen.HasResult && seen.Fidelity.Equals(trial.Fidelity))
            .Select(seen => (Trial: seen, Curve: ScoreCurve.Of(seen.Curve, objective.Maximise, seen.State == TrialState.Succeeded)))
            .Where(seen => seen.Curve.Length > 0 && ShowsObjective(seen.Trial, seen.Curve, objective)).ToArray();
        var order = spec.TrialOrder;
        var bars = comparable.Where(seen => seen.Curve.IsFinished && order.IsFeasible(seen.Trial)).Select(seen => seen.Curve).ToArray();
        return bars.Length == 0 ? null : new(
            rule.Name, objective.Maximise, new([.. comparable.TakeLast(MostCurves).Select(seen => seen.Curve)], bars.Max(curve => curve.Best), bars[0].Length),
            Controls.IsControl(new Seed(spec.Seed), trial.Number));
    }

    /// <summary>
    /// Whether the run's rule has nothing to judge by although it has seen some trials, so that it stops nothing: the curves of the estimator do not show the first objective, or
    /// no trial keeps the limits.
    /// </summary>
    /// <param name="spec">The specification.</param>
    /// <param name="trials">The run's trials.</param>
    public static bool ComparesNothing(RunSpec spec, IReadOnlyList<Trial> trials) =>
        spec.EarlyStopping is not null && trials.Count(trial => trial.HasResult && trial.DuplicateOf is null) >= FewTrials
            && trials.All(trial => Of(spec, trials, trial) is null);

    // The result is that of the last epoch, or of the best where training was broken off. Where samples were held out it is on more of them than the curve, which is of the same metric.
    private static bool ShowsObjective(Trial trial, ScoreCurve curve, Objective objective) => trial.Fidelity.Axis(Fidelity.HeldOut, 0) > 0
        ? Metric.Find(objective.Metric) is { JudgesPredictions: true } : objective.Score(trial.Measured) is { } score && (score == curve.Best || score == curve.Last);

    /// <summary>What the rule says of a curve so far; null where training goes on.</summary>
    /// <param name="soFar">The curve's points.</param>
    /// <param name="seed">The key of what is random in the rule.</param>
    /// <param name="rules">The rules that there are.</param>
    /// <exception cref="NascentException">There is no such rule.</exception>
    public EarlyStop? Judge(ImmutableArray<CurvePoint> soFar, Seed seed, StoppingRules rules)
    {
        if (soFar.IsDefaultOrEmpty || soFar.Length >= Known.Points)
            return null;
        var running = ScoreCurve.Of(soFar, Maximise, false);
        if (!rules.Named(Rule).Create().Stops(running, Known, seed))
            return null;
        var forecast = Known.Forecast(running, seed);
        var sign = Maximise ? 1 : -1;
        return new(Rule, soFar[^1].Epoch, sign * forecast.Mean, forecast.Deviation, sign * Known.Bar, IsControl);
    }
}
