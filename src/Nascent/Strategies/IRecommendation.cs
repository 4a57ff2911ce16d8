using Nascent.Trials;

namespace Nascent.Strategies;

/// <summary>A strategy that says itself which trial is the best: where scores are noisy, that need not be the one with the best score.</summary>
public interface IRecommendation
{
    /// <summary>The number of the best trial among those observed, one with a result that keeps the constraints; null where there is none.</summary>
    int? Recommend(SearchView view);
}
