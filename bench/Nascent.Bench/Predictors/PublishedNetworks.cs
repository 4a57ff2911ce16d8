using System.Collections.Immutable;
using Nascent.Bench.ZeroCost;
using Nascent.Data.Benchmarks;
using Nascent.Genotypes;
using Nascent.Predictors;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;

namespace Nascent.Bench.Predictors;

/// <summary>The architectures of NAS-Bench-201 on CIFAR-10 that have published zero-cost scores, as members of our space.</summary>
/// <param name="Genotypes">Their genotypes.</param>
/// <param name="Scores">Their published scores, parameters and multiply-accumulates included.</param>
/// <param name="Early">Their validation accuracy after 12 epochs, one seed, in percent.</param>
/// <param name="Truth">Their test accuracy after 200 epochs, in percent.</param>
internal sealed record PublishedNetworks(ImmutableArray<Genotype> Genotypes, ImmutableArray<Metrics> Scores, ImmutableArray<double> Early, ImmutableArray<double> Truth)
{
    /// <summary>The networks' domain.</summary>
    public static PredictorDomain Domain { get; } = PredictorDomain.Of(NasBench201.Create(), Signature.Image(3, 32, 32, 10));

    /// <summary>Reads them.</summary>
    /// <param name="folder">The folder of the data, or null for that of the environment.</param>
    public static PublishedNetworks Read(string? folder)
    {
        folder ??= Environment.GetEnvironmentVariable("NASCENT_DATA") ?? "../shared/data";
        var table = PublishedTables.Read("nb201:cifar10", Path.Combine(folder, "nas"));
        var rows = Enumerable.Range(0, table.Count).Where(row => table.KnownOf(row)["synflow"] is not null).ToArray();
        return new(
            [.. rows.Select(row => NasBench201Rows.GenotypeOf(table, row))], [.. rows.Select(table.KnownOf)],
            [.. rows.Select(row => table.Mean(row, "accuracy", 12))], [.. rows.Select(row => table.Test(row, "accuracy"))]);
    }

    /// <summary>What a predictor reads of a network.</summary>
    /// <param name="network">Its place.</param>
    /// <param name="scores">Whether the scores are part of it.</param>
    public PredictorInput InputOf(int network, bool scores) => new(Genotypes[network], scores ? Scores[network] : Metrics.None);
}
