using System.Collections.Immutable;
using Nascent.Benchmarks;
using Nascent.Benchmarks.Statistics;
using Nascent.Reporting.Numbers;

namespace Nascent.Reporting.Benches;

/// <summary>One table with one budget: what every strategy came to.</summary>
/// <param name="Name">The table as it was named.</param>
/// <param name="Problem">What was searched for.</param>
/// <param name="Budget">When searches ended.</param>
/// <param name="Truth">What could be found at best.</param>
/// <param name="Outcomes">Every search, one entry a strategy.</param>
/// <param name="Repeats">Searches of each strategy.</param>
public sealed record BenchResult(string Name, TableProblem Problem, BenchBudget Budget, TableTruth Truth, ImmutableArray<StrategyOutcomes> Outcomes, int Repeats)
{
    /// <summary>The strategies that could search, by number in <see cref="Outcomes"/>.</summary>
    public ImmutableArray<int> Compared { get; } = [.. Enumerable.Range(0, Outcomes.Length).Where(i => Outcomes[i].Error is null)];

    /// <summary>The comparison of those over the repeats; null where there are fewer than two, or one repeat.</summary>
    public StrategyComparison? Comparison { get; private init; }

    /// <summary>The figures, in the order of <see cref="Outcomes"/>.</summary>
    public ImmutableArray<BenchRow> Rows { get; private init; } = [];

    /// <summary>What strategies are compared by.</summary>
    public string Measure => Problem.Objectives.Length > 1 ? "hypervolume" : $"{(Truth.HasTest ? "test" : "validation")} {Problem.Objectives[0].Metric}";

    /// <summary>The result with its figures.</summary>
    public static BenchResult Of(string name, TableProblem problem, BenchBudget budget, TableTruth truth, ImmutableArray<StrategyOutcomes> outcomes, int repeats)
    {
        var bare = new BenchResult(name, problem, budget, truth, outcomes, repeats);
        var comparison = bare.Compared.Length < 2 || repeats < 2 ? null
            : StrategyComparison.Of([.. Enumerable.Range(0, repeats).Select(repeat => bare.Compared.Select(i => bare.ScoreOf(outcomes[i].Repeats[repeat])).ToArray())]);
        return bare with
        {
            Comparison = comparison,
            Rows = [.. outcomes.Select((outcome, i) => BenchRow.Of(outcome, problem, truth, bare.Compared.IndexOf(i) is var at && at < 0 ? null : comparison?.Friedman.MeanRanks[at]))],
        };
    }

    /// <summary>The mean score of a strategy, larger ones better; NaN where it has none.</summary>
    public double MeanScore(int strategy) => Spread.Of(Outcomes[strategy].Repeats.Select(ScoreOf).Where(score => !double.IsNaN(score)))?.Mean ?? double.NaN;

    private double ScoreOf(SearchOutcome outcome) => Problem.Objectives.Length > 1 ? outcome.Hypervolume
        : (Truth.HasTest ? outcome.Test : outcome.Validation) * (Problem.Objectives[0].Maximise ? 1 : -1);
}
