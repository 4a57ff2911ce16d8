using Nascent.Benchmarks;
using Nascent.Reporting.Benches;

namespace Nascent.Jobs.Benching;

/// <summary>One table with one budget.</summary>
/// <param name="Name">The table as it was named, with its fidelity where that was.</param>
/// <param name="Problem">What is searched for.</param>
/// <param name="Budget">When searches end.</param>
/// <param name="Truth">What could be found at best.</param>
internal sealed record BenchProblem(string Name, TableProblem Problem, BenchBudget Budget, TableTruth Truth);
