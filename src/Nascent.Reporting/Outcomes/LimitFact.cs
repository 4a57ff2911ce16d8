using System.Collections.Immutable;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Outcomes;

/// <summary>Whether the chosen network keeps a limit.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Value">
/// Its value: for metrics of predictions the mean over full trainings on the validation set, for latency the median of the deployed file, for other costs the network's own. Null before it is known.
/// </param>
public sealed record LimitFact(Constraint Limit, double? Value)
{
    /// <summary>Whether the value is within the limit; null before it is known.</summary>
    public bool? IsKept => Value is { } value ? Limit.Holds(Metrics.None.With(Limit.Metric, value)) : null;

    /// <summary>One line, such as <c>log_loss&lt;=0.58: kept, 0.466</c>.</summary>
    public string Line => IsKept switch
    {
        null => $"{Limit}: not known yet",
        true => $"{Limit}: kept, {Figures.Of(Limit.Metric, Value)}",
        false => $"{Limit}: BROKEN, {Figures.Of(Limit.Metric, Value)}",
    };

    /// <summary>The limits of a run, in their order; empty before a network is chosen.</summary>
    /// <param name="state">The run.</param>
    /// <param name="winner">The chosen network.</param>
    public static ImmutableArray<LimitFact> AllOf(RunState state, CandidateSummary? winner) =>
        winner is null ? [] : [.. state.Spec!.Constraints.Select(limit => new LimitFact(limit, ValueOf(limit, state, winner)))];

    private static double? ValueOf(Constraint limit, RunState state, CandidateSummary winner) => limit switch
    {
        { JudgesPredictions: true } => Spread.Of(winner.Runs.Select(run => run.Evaluation.Metrics[limit.Metric]).OfType<double>())?.Mean,
        { Metric: var metric } when metric == Metric.Latency.Name => state.Deployed?.LatencyMedianMs,
        _ => winner.Costs[limit.Metric],
    };
}
