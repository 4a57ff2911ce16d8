using System.Collections.Immutable;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Reporting.Outcomes;

/// <summary>One network that was trained in full, over all of its seeds.</summary>
/// <param name="Candidate">What was trained.</param>
/// <param name="SearchValue">Its value in the search, in the metric that this ranks by first; null for a baseline.</param>
/// <param name="Runs">Its full trainings, by replicate; at least one.</param>
/// <param name="Validation">The first objective's metric on the validation part.</param>
/// <param name="Test">The same metric on the test part, once that was read.</param>
/// <param name="IsWinner">Whether it is the one that is deployed.</param>
public sealed record CandidateSummary(
    CandidateId Candidate, double? SearchValue, ImmutableArray<RetrainResult> Runs, Spread? Validation, Spread? Test, bool IsWinner)
{
    /// <summary>What users call it.</summary>
    public string Label => Candidate.Label;

    /// <summary>The same without a space, as <c>trial-12</c>: for files and for <c>export --candidate</c>.</summary>
    public string FileName => Label.Replace(' ', '-');

    /// <summary>Parameters, MACs and peak memory.</summary>
    public Metrics Costs => Runs[0].Costs;

    /// <summary>Whether every result came from an earlier run.</summary>
    public bool IsReused => Runs.All(run => run.Reused);

    /// <summary>The best found network among some candidates, by its mean on the validation part; the winner if it is one. Null where there is none.</summary>
    internal static CandidateSummary? FoundOf(ImmutableArray<CandidateSummary> candidates, Objective? objective) => objective is null ? null
        : candidates.Where(one => one.Candidate.TrialNumber is not null).OrderByDescending(one => one.IsWinner)
            .ThenByDescending(one => one.Validation is { } value ? (objective.Maximise ? value.Mean : -value.Mean) : double.NegativeInfinity).FirstOrDefault();

    /// <summary>The candidates of a run that have a result: found ones in the order of the plan, then baselines.</summary>
    public static ImmutableArray<CandidateSummary> AllOf(RunState state)
    {
        if (state.Spec is not { } spec)
            return [];
        var (metric, searched) = (spec.Objectives[0].Metric, spec.TrialObjectives[0].Metric);
        var order = state.Plan?.Candidates ?? [];
        return [.. state.Retrained.GroupBy(result => result.Candidate)
            .OrderBy(group => order.IndexOf(group.Key) is var index and >= 0 ? index : int.MaxValue)
            .Select(group => new CandidateSummary(
                group.Key,
                group.Key.TrialNumber is { } number && number < state.Trials.Count ? state.Trials[number].Metrics[searched] : null,
                [.. group.OrderBy(result => result.Replicate)],
                Spread.Of(group.Select(result => result.Evaluation.Metrics[metric]).OfType<double>()),
                Spread.Of(group.Select(result => result.Test?[metric]).OfType<double>()),
                state.Winner?.Candidate == group.Key))];
    }
}
