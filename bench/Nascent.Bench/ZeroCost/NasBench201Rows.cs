using Nascent.Benchmarks;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;

namespace Nascent.Bench.ZeroCost;

/// <summary>Rows of the published table of NAS-Bench-201, and the networks they stand for.</summary>
internal static class NasBench201Rows
{
    /// <summary>The rows that have published scores, in an order that the seed decides.</summary>
    public static int[] Shuffled(BenchmarkTable table, Seed seed)
    {
        var rows = Enumerable.Range(0, table.Count).Where(row => table.KnownOf(row)["synflow"] is not null).ToArray();
        seed.Stream().Shuffle<int>(rows);
        return rows;
    }

    /// <summary>The genotype of a row in the space <c>nas-bench-201</c>.</summary>
    public static Genotype GenotypeOf(BenchmarkTable table, int row)
    {
        var operators = table.GenotypeOf(row);
        string Edge(int node, int from) => $"{operators[new DecisionPath($"{node}<-{from}")]}~{from}";
        return NasBench201.Parse(string.Join('+', Enumerable.Range(1, 3).Select(node => $"|{string.Join('|', Enumerable.Range(0, node).Select(from => Edge(node, from)))}|")));
    }
}
