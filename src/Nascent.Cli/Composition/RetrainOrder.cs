using System.Collections.Immutable;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Cli.Composition;

/// <summary>In which order trials are trained in full: by their scores, and of those that scores hardly tell apart the network of more work first.</summary>
/// <remarks>
/// Brief trainings favour what learns fast, and large networks gain more by longer ones. So a trial's place by its score and a quarter of its place by
/// <see cref="Metric.Work"/> are added. It holds for one objective that judges predictions; elsewhere, as where size is itself an objective, scores alone decide. See docs/budget.md.
/// </remarks>
internal static class RetrainOrder
{
    private const double WeightOfWork = 0.25;

    /// <summary>The trials that may be trained in full, the most promising first.</summary>
    /// <param name="spec">What was asked.</param>
    /// <param name="state">The run's state.</param>
    public static ImmutableArray<Trial> Of(RunSpec spec, RunState state)
    {
        var order = new TrialOrder(spec.TrialObjectives, spec.Constraints);
        var best = order.BestOf(state.Trials);
        if (spec.Estimator.Name != TrainEstimator.Name || spec.TrialObjectives is not [var objective] || !RunSpecFactory.JudgesPredictions(objective.Metric))
            return best;
        var scored = order.BestOfHighest(state.Trials);
        var placeByWork = scored.OrderByDescending(trial => trial.Metrics[Metric.Work.Name] ?? 0).Select((trial, place) => (trial.Number, place)).ToDictionary(pair => pair.Number, pair => pair.place);
        return [.. scored.Select((trial, place) => (trial, place)).OrderBy(pair => pair.place + (WeightOfWork * placeByWork[pair.trial.Number])).Select(pair => pair.trial), .. best.Skip(scored.Length)];
    }
}
