using Nascent.Data;
using Nascent.Estimation;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Jobs.Requests;

/// <summary>What a search does, and a plan recommends, where the user names neither estimator nor strategy nor the length of a trial.</summary>
/// <remarks>
/// The rule reads the data's size, the time, the number of workers and the space, and assumes a core's usual speed (<see cref="SearchDefaults.WorkPerSecond"/>): it measures nothing, so that one seed gives
/// one run on every machine. What it chose stands in the run's first event. Where the time has room for <see cref="FewestTrials"/> trials or more it changes nothing.
/// </remarks>
internal static class SearchRule
{
    /// <summary>Trials below which their length is cut.</summary>
    public const int FewestTrials = 8;

    /// <summary>The least that a trial is cut to, as a share of its usual samples.</summary>
    public const double LeastLength = 0.25;

    /// <summary>Trials below which, at the least length, candidates are scored without training instead.</summary>
    public const int FewestBriefTrials = 4;

    /// <summary>The request with what its user left open.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="data">The data.</param>
    /// <param name="space">The space.</param>
    public static SettledRequest Applied(SettledRequest request, PreparedData data, SearchSpace space)
    {
        if (!request.IsOpen || request.Time is null || Trials(request, data, space) is not { } trials || trials >= FewestTrials)
            return request;
        if (trials / LeastLength < FewestBriefTrials && request.Constraints.All(limit => !RunSpecFactory.JudgesPredictions(limit.Metric)))
            return request with { Estimator = request.Catalogue.Estimator(Torch.ZeroCost.ZeroCostEstimator.Name), Strategy = request.Catalogue.Strategy(SearchDefaults.StrategyWithoutTraining) };
        var usual = RunSpecFactory.FidelityOf(request, data).Axis(Fidelity.DataShare, 1);
        return request with { DataShare = Math.Max(0.001, Math.Round(usual * Math.Max(LeastLength, trials / FewestTrials), 3)) };
    }

    /// <summary>How many trials of the usual length the search's time has room for, when networks need what the limit on work allows on average; null where nothing limits work, as for tables.</summary>
    private static double? Trials(SettledRequest request, PreparedData data, SearchSpace space)
    {
        var fidelity = RunSpecFactory.FidelityOf(request, data);
        var limit = request.Constraints.Concat(WorkLimit.For(request, data, space, fidelity)).FirstOrDefault(constraint => constraint.Metric == Metric.Work.Name && constraint.AtMost);
        if (limit is null || data.Preprocessing is not Preprocessing.Image)
            return null;
        var seconds = fidelity.Amount * data.Train.Count * limit.Bound * WorkLimit.MeanOfLimit / SearchDefaults.WorkPerSecond;
        return request.Time!.Value.TotalSeconds * SearchDefaults.SearchShareFor(request.Estimator.Abilities, data) * Math.Max(1, request.Workers.Count) / seconds;
    }
}
