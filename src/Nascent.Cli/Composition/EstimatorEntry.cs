using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Cli.Composition;

/// <summary>An entry of the table of estimators.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Version">Raised whenever the same request would give another result.</param>
/// <param name="Help">One line that says what it does.</param>
/// <param name="Source">The paper: authors and year.</param>
/// <param name="Create">Makes it for the search of a run.</param>
internal sealed record EstimatorEntry(string Name, int Version, string Help, string Source, Func<EstimatorSetting, IEstimator> Create)
{
    /// <summary>What a search ranks by in place of the metrics that judge predictions, where the estimator trains nothing and so measures none of them; null where it trains.</summary>
    public Metric? Ranking { get; init; }

    /// <summary>Whether candidates are scored by weights that they share and that are trained once, so that a candidate has no training of its own.</summary>
    public bool SharesWeights { get; init; }

    /// <summary>The strategy of a search that names none.</summary>
    public string Strategy => Ranking is null ? SearchDefaults.Strategy : SearchDefaults.StrategyWithoutTraining;

    /// <summary>The share of a run's time that goes into search.</summary>
    public double SearchShareFor(PreparedData data) => Ranking is null ? SearchDefaults.SearchShareFor(data) : SearchDefaults.SearchShareWithoutTraining;
}
