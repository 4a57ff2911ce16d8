using Nascent.Estimation;

namespace Nascent.Jobs.Catalogues;

/// <summary>An estimator that a job can name.</summary>
/// <param name="Name">The name in requests and on the command line, such as <c>train</c>.</param>
/// <param name="Version">Goes up whenever the same request would give another result; at least 1.</param>
/// <param name="Help">One line that says what it does.</param>
/// <param name="Source">The paper: authors and year; empty where there is none.</param>
/// <param name="Create">Makes it for the search of a run. Each worker process makes its own, which judges one candidate at a time.</param>
public sealed record EstimatorEntry(string Name, int Version, string Help, string Source, Func<EstimatorSetting, IEstimator> Create)
{
    /// <summary>What a job must know of it. Default: it trains each candidate by itself.</summary>
    public EstimatorAbilities Abilities { get; init; } = EstimatorAbilities.TrainsCandidates;
}
