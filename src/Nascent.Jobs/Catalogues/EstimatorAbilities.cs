using Nascent.Tasks;

namespace Nascent.Jobs.Catalogues;

/// <summary>What a job must know of an estimator to plan around it, in place of its name.</summary>
public sealed record EstimatorAbilities
{
    /// <summary>An estimator that trains each candidate by itself, for some epochs, and measures the metrics of the task.</summary>
    public static EstimatorAbilities TrainsCandidates { get; } = new();

    /// <summary>What a search ranks by in place of the metrics that judge predictions, where the estimator trains nothing and so measures none of them. Default: null, it trains.</summary>
    public Metric? Ranking { get; init; }

    /// <summary>Whether candidates are scored by weights that they share and that are trained once, so that a candidate has no training of its own. Default: false.</summary>
    public bool SharesWeights { get; init; }

    /// <summary>Whether a candidate has a training of its own, with epochs, a share of the data and a learning curve.</summary>
    public bool TrainsEach => Ranking is null && !SharesWeights;
}
