// Strategies compared on a table of results of your own.
using System.Collections.Immutable;
using Nascent.Benchmarks;
using Nascent.Jobs;
using Nascent.Jobs.Benching;
using Nascent.Jobs.Catalogues;
using Nascent.Reporting.Benches;

#region table
// d. columns are decisions, v. what a search sees, t. what is reported in the end.
var path = Path.Combine(Directory.CreateTempSubdirectory("nascent-sample-").FullName, "small.csv");
var rows = from depth in Enumerable.Range(1, 6)
           from width in new[] { 8, 16, 32, 64 }
           let accuracy = 70 + (4 * depth) - (0.5 * depth * depth) + Math.Log2(width)
           select FormattableString.Invariant($"{depth},{width},{accuracy:0.00},{accuracy - 0.3:0.00},{30 * depth * width}");
File.WriteAllLines(path, ["d.depth,d.width,v.accuracy,t.accuracy,p.params", .. rows]);
#endregion

#region bench
var job = BenchJob.Open(new BenchRequest
{
    Tables = [path],
    Strategies = [.. new[] { "random", "regularized-evolution", "local-search" }.Select(name => new BenchStrategy(name, () => Catalogue.BuiltIn.Strategy(name).CreateWith(ImmutableSortedDictionary<string, double>.Empty)))],
    Budgets = [new BenchBudget(12, InSeconds: false)],
    Repeats = 50,
    Known = [false],
    LookAhead = 1,
    Seed = 1,
});
foreach (var result in job.Run())
    foreach (var row in result.Rows)
        Console.WriteLine($"{row.Strategy,-24} {row.Test?.Mean:0.00} of at most {result.Truth.BestTest:0.00}");
#endregion

Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
