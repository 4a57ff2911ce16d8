using System.Collections.Immutable;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Benchmarks;

/// <summary>Runs strategies against a table, each many times, on all cores.</summary>
/// <remarks>
/// Search r of every strategy has the same seed, so that they are pairs. Results are stored by number: they are the same whatever the number of cores, but for the
/// strategies' own wall time. A strategy that fails is reported with its error and does not end the others.
/// </remarks>
public static class TableBench
{
    /// <summary>Runs all searches.</summary>
    /// <param name="problem">What is searched for.</param>
    /// <param name="truth">The same problem's optimum.</param>
    /// <param name="strategies">The strategies.</param>
    /// <param name="repeats">How many searches each makes, at least 1.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="time">The clock that the strategies' own time is read from.</param>
    /// <param name="done">Called after each search, from any thread.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>One a strategy, in their order.</returns>
    public static ImmutableArray<StrategyOutcomes> Run(
        TableProblem problem, TableTruth truth, IReadOnlyList<BenchStrategy> strategies, int repeats, Seed seed, TimeProvider time, Action done, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        var outcomes = new SearchOutcome?[strategies.Count, repeats];
        var errors = new string?[strategies.Count, repeats];
        var failed = new bool[strategies.Count];
        var searches = seed.Derive("search");
        Parallel.For(0, strategies.Count * repeats, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, job =>
        {
            // Repeats outermost, so that the time left can be told from the share that is done.
            var (repeat, index) = Math.DivRem(job, strategies.Count);
            if (!Volatile.Read(ref failed[index]) || repeat == 0)
                try
                {
                    outcomes[index, repeat] = Search(problem, truth, strategies[index], searches.Derive(repeat), time);
                }
#pragma warning disable CA1031 // whatever a strategy does wrong is its own result and is reported, with the others'
                catch (Exception failure) when (failure is not OutOfMemoryException)
#pragma warning restore CA1031
                {
                    errors[index, repeat] = failure is NascentException ? failure.Message : $"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}";
                    Volatile.Write(ref failed[index], true);
                }

            done();
        });
        return [.. strategies.Select((strategy, index) => FirstError(errors, index) is { } error
            ? new StrategyOutcomes(strategy.Name, [], error)
            : new StrategyOutcomes(strategy.Name, [.. Enumerable.Range(0, repeats).Select(repeat => outcomes[index, repeat]!)], null))];
    }

    private static string? FirstError(string?[,] errors, int strategy) => Enumerable.Range(0, errors.GetLength(1)).Select(repeat => errors[strategy, repeat]).FirstOrDefault(error => error is not null);

    private static SearchOutcome Search(TableProblem problem, TableTruth truth, BenchStrategy strategy, Seed seed, TimeProvider time)
    {
        var result = TableSearch.Run(problem, strategy.Create(), seed, time);
        var metric = problem.Objectives[0].Metric;
        var row = result.Pick?.Row;
        var front = problem.Objectives.Length == 1 ? [] : FrontOf(problem, result);
        return new SearchOutcome(
            row is { } picked ? problem.Table.ValueOf(picked, metric) : double.NaN, row is { } same ? problem.Table.Test(same, metric) : double.NaN,
            problem.Objectives.Length == 1 ? double.NaN : truth.HypervolumeOf(front), result.Evaluations, result.Trials.Length, result.Seconds, result.Milliseconds, result.Path, front);
    }

    private static ImmutableArray<int> FrontOf(TableProblem problem, TableSearchResult result)
    {
        var (order, full) = (new TrialOrder(problem.Objectives, problem.Constraints), BenchmarkTable.FidelityOf(problem.Level));
        var kept = result.Trials.Where(trial => trial.State == TrialState.Succeeded && trial.Fidelity.Equals(full) && order.IsFeasible(trial));
        return [.. TableTruth.FrontOf(kept, trial => [.. problem.Objectives.Select(objective => objective.Score(trial.Metrics))]).Select(trial => problem.Table.RowOf(trial.Genotype))];
    }
}
