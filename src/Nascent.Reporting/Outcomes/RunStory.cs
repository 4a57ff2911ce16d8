using System.Collections.Immutable;
using Nascent.Benchmarks.Statistics;
using Nascent.Journal;
using Nascent.Reporting.Plans;
using Nascent.Reporting.Trust;

namespace Nascent.Reporting.Outcomes;

/// <summary>All that is told of a run: by its summary, its report and its JSON.</summary>
/// <param name="State">The fold over its journal.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Data">What it remembers of its data, where that is known.</param>
/// <param name="Test">What the deployed file predicted, once there is one.</param>
/// <param name="Layers">The winner's layers, once there is one and its weights are at hand.</param>
/// <param name="Ledger">What it cost.</param>
public sealed record RunStory(RunState State, string Folder, DataFacts? Data, TestFacts? Test, ImmutableArray<LayerRow> Layers, ImmutableArray<LedgerLine> Ledger)
{
    /// <summary>Full trainings that were added to hold the search's scores against.</summary>
    public ImmutableArray<TrustTraining> Trust { get; init; } = [];

    /// <summary>The networks that were trained in full.</summary>
    public ImmutableArray<CandidateSummary> Candidates => CandidateSummary.AllOf(State);

    /// <summary>The winner among them, once there is one.</summary>
    public CandidateSummary? Winner => Candidates.FirstOrDefault(candidate => candidate.IsWinner);

    /// <summary>The best network that the search found, once it is trained in full: the winner, unless that is a baseline.</summary>
    public CandidateSummary? Found => CandidateSummary.FoundOf(Candidates, State.Spec?.Objectives[0]);

    /// <summary>Whether the winner keeps each limit: those that were asked for, and the one on work that a budget by time sets.</summary>
    public ImmutableArray<LimitFact> Limits => LimitFact.AllOf(State, Winner);

    /// <summary>How well brief scores were seen to rank networks elsewhere; null where nothing is known.</summary>
    public KnownCorrelation? Known { get; init; }

    /// <summary>The 95 % interval that the choice of test samples leaves open around a candidate's mean test score; null where it was not computed.</summary>
    /// <remarks>By the normal distribution and the bootstrap, or exactly for an accuracy of few samples; see <see cref="TestRange"/>.</remarks>
    /// <param name="candidate">The candidate.</param>
    /// <param name="score">Its score, where that is not its mean.</param>
    public Interval? IntervalOf(CandidateSummary candidate, double? score = null) =>
        (score ?? candidate.Test?.Mean) is not { } value || Test?.Noise.FirstOrDefault(one => one.Network == candidate.Label) is not { } noise ? null
            : TestRange.Of(this, value) ?? new(value, value - (1.96 * noise.SampleError), value + (1.96 * noise.SampleError));

    /// <summary>The run's name.</summary>
    public string Name => State.Spec?.Name ?? Path.GetFileName(Folder);
}
