using Nascent.Benchmarks;
using Nascent.Reporting.Numbers;

namespace Nascent.Reporting.Benches;

/// <summary>What the searches of one strategy came to, in figures.</summary>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="Error">Why it could not search, or null; then there are no figures.</param>
public sealed record BenchRow(string Strategy, string? Error)
{
    /// <summary>The first objective of the picks at the highest fidelity.</summary>
    public Spread? Validation { get; init; }

    /// <summary>Its test value.</summary>
    public Spread? Test { get; init; }

    /// <summary>How far validation falls short of the table's best.</summary>
    public Spread? ValidationRegret { get; init; }

    /// <summary>How far the test value does.</summary>
    public Spread? TestRegret { get; init; }

    /// <summary>The hypervolume, with several objectives.</summary>
    public Spread? Hypervolume { get; init; }

    /// <summary>The mean hypervolume as a share of that of the table's front.</summary>
    public double? HypervolumeShare { get; init; }

    /// <summary>The mean rank over the repeats, 1 for the best; null for a strategy alone.</summary>
    public double? MeanRank { get; init; }

    /// <summary>Evaluations, in the mean.</summary>
    public double Evaluations { get; init; }

    /// <summary>Their cost by the table in seconds, in the mean; null where the table has no times.</summary>
    public double? Seconds { get; init; }

    /// <summary>What the strategy itself took for a trial.</summary>
    public double WallMillisecondsPerTrial { get; init; }

    /// <summary>In how many repeats something was found that keeps the limits.</summary>
    public int Found { get; init; }

    /// <summary>The figures of a strategy's searches.</summary>
    public static BenchRow Of(StrategyOutcomes outcomes, TableProblem problem, TableTruth truth, double? meanRank)
    {
        if (outcomes.Error is not null)
            return new(outcomes.Strategy, outcomes.Error);
        var repeats = outcomes.Repeats;
        var hypervolume = Known(repeats.Select(repeat => repeat.Hypervolume));
        return new(outcomes.Strategy, null)
        {
            Validation = Known(repeats.Select(repeat => repeat.Validation)),
            Test = Known(repeats.Select(repeat => repeat.Test)),
            ValidationRegret = Known(repeats.Select(repeat => truth.Regret(truth.BestValidation, repeat.Validation))),
            TestRegret = Known(repeats.Select(repeat => truth.Regret(truth.BestTest, repeat.Test))),
            Hypervolume = hypervolume,
            HypervolumeShare = hypervolume is not null && truth.Hypervolume > 0 ? hypervolume.Mean / truth.Hypervolume : null,
            MeanRank = meanRank,
            Evaluations = repeats.Average(repeat => repeat.Evaluations),
            Seconds = problem.Table.HasSeconds ? repeats.Average(repeat => repeat.Seconds) : null,
            WallMillisecondsPerTrial = repeats.Sum(repeat => repeat.Milliseconds) / Math.Max(1, repeats.Sum(repeat => repeat.Trials)),
            Found = repeats.Count(repeat => !double.IsNaN(repeat.Validation)),
        };
    }

    private static Spread? Known(IEnumerable<double> values) => Spread.Of(values.Where(value => !double.IsNaN(value)));
}
