using System.Collections.Immutable;
using Nascent.Benchmarks;
using Nascent.Jobs.Hosting;
using Nascent.Randomness;
using Nascent.Reporting.Benches;

namespace Nascent.Jobs.Benching;

/// <summary>Runs a bench: every table with every budget.</summary>
internal static class BenchRunner
{
    /// <summary>Reads the tables and makes the problems: whatever is wrong is told before anything runs.</summary>
    public static ImmutableArray<BenchProblem> Prepare(JobHost host, BenchRequest request)
    {
        var problems = ImmutableArray.CreateBuilder<BenchProblem>();
        foreach (var (name, table, fidelity) in request.Tables.Select(name => TableSource.Read(host, name)).ToArray())
            foreach (var known in request.Known)
                foreach (var budget in request.Budgets)
                {
                    var problem = BenchProblems.Of(table, fidelity is null ? request : request with { Fidelity = fidelity }, budget, known);
                    problems.Add(new(name, problem, budget, new TableTruth(problem, request.Reference)));
                }

        return problems.ToImmutable();
    }

    /// <summary>Runs all searches.</summary>
    public static ImmutableArray<BenchResult> Run(
        JobHost host, BenchRequest request, ImmutableArray<BenchProblem> problems, IWorkProgress display, CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<BenchResult>();
        var seed = new Seed(request.Seed).Derive("bench");
        foreach (var (name, problem, budget, truth) in problems)
        {
            display.Begin($"{name}, {budget}{(request.Known.Length > 1 ? problem.ShowsKnown ? ", with p. columns" : ", without p. columns" : "")}");
            var outcomes = TableBench.Run(problem, truth, request.Strategies, request.Repeats, seed.Derive(problem.Table.Name), host.Time, () => display.Add(budget.Amount), cancellationToken);
            results.Add(BenchResult.Of(name, problem, budget, truth, outcomes, request.Repeats));
        }

        return results.ToImmutable();
    }
}
