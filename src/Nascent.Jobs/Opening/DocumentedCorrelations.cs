using Nascent.Journal;
using Nascent.Reporting.Plans;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;

namespace Nascent.Jobs.Opening;

/// <summary>What this project's documentation knows of how estimates rank candidates as full training does.</summary>
internal static class DocumentedCorrelations
{
    private const string Pool = "a pool of 24 networks on fashion-mnist: docs/estimators/trust.md";
    private const double PoolSpread = 0.0050;

    // One line for each measurement that a page of docs/ has, with its command there; without data it speaks of any.
    private static readonly (string Space, string? Data, KnownCorrelation Known)[] All =
    [
        ("tiny-cnn", "fashion-mnist", new(TrainEstimator.Name, 0.4, new(0.41, -0.05, 0.77), PoolSpread, Pool)),
        ("tiny-cnn", "fashion-mnist", new(TrainEstimator.Name, 1.6, new(0.59, 0.20, 0.84), PoolSpread, Pool)),
        ("tiny-cnn", "fashion-mnist", new(ZeroCostEstimator.Name, null, new(0.21, -0.25, 0.68), PoolSpread, Pool)),
        ("nas-bench-201", null, new(ZeroCostEstimator.Name, null, new(0.829, double.NaN, double.NaN), null, "naswot alone, 1,000 networks on CIFAR-10: docs/estimators/zero-cost.md")),
    ];

    /// <summary>What the documentation says: all of its measurements are of accuracy.</summary>
    public static IEnumerable<KnownCorrelation> Of(RunSpec spec) => All
        .Where(entry => spec.Objectives[0].Metric == Metric.Accuracy.Name && entry.Space == spec.Space["name"]?.ToString() && (entry.Data is null || entry.Data == spec.Data.Source)).Select(entry => entry.Known);

    /// <summary>What the documentation says of scores like a run's, in its space but perhaps on other data; null where it says nothing.</summary>
    public static KnownCorrelation? Elsewhere(RunSpec spec)
    {
        var passes = spec.SearchObjectives is null ? spec.Fidelity.Amount : (double?)null;
        return spec.Objectives[0].Metric != Metric.Accuracy.Name ? null
            : All.Where(entry => entry.Space == spec.Space["name"]?.ToString()).Select(entry => entry.Known).Where(known => known.Estimator == spec.Estimator.Name)
                .OrderBy(known => known.Passes is { } own && passes is { } asked ? Math.Abs(Math.Log(own / asked)) : 0).FirstOrDefault();
    }
}
