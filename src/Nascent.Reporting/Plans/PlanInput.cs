using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Reporting.Plans;

/// <summary>All that a plan is computed from: what a search would be asked to do, and what was measured.</summary>
public sealed record PlanInput
{
    /// <summary>What a search of the same words would do.</summary>
    public required RunSpec Spec { get; init; }

    /// <summary>The data's name.</summary>
    public required string DataName { get; init; }

    /// <summary>Work that a search assumes of a core in a second, whatever was measured; see <see cref="Costs.TrainingWork"/>.</summary>
    public required double AssumedWorkPerSecond { get; init; }

    /// <summary>Samples of the training part.</summary>
    public required int Train { get; init; }

    /// <summary>Samples that a trial is scored on.</summary>
    public required int Scored { get; init; }

    /// <summary>The fidelity of the brief trainings.</summary>
    public required Fidelity Timed { get; init; }

    /// <summary>The timed candidates, the cheapest first.</summary>
    public required ImmutableArray<TimedCandidate> Candidates { get; init; }

    /// <summary>Seconds that an epoch of full training takes on one worker: the costliest two of the timed candidates, the costliest first, then the baselines; 0 where it failed.</summary>
    public required ImmutableArray<(CandidateId Candidate, double SecondsPerEpoch)> Full { get; init; }

    /// <summary>Found candidates that are trained in full at most, at least 1.</summary>
    public int MostInFull { get; init; } = 1;

    /// <summary>What is known of how estimates rank.</summary>
    public ImmutableArray<KnownCorrelation> Correlations { get; init; } = [];

    /// <summary>Epochs of full training that are useful, and the most.</summary>
    public required (double Fewest, int Most) Epochs { get; init; }
}
