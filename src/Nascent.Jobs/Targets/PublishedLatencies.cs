using Nascent.Data.Benchmarks;
using Nascent.Genotypes;
using Nascent.Jobs.Hosting;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;

namespace Nascent.Jobs.Targets;

/// <summary>Targets that a published table stands for: HW-NAS-Bench's devices (Li et al. 2021), for the networks of NAS-Bench-201.</summary>
internal static class PublishedLatencies
{
    private const string Source = "as published in HW-NAS-Bench for CIFAR-10";

    /// <summary>The target of a request; null where it asks for no published one.</summary>
    /// <exception cref="NascentException">Options do not fit together, or the file cannot be read.</exception>
    public static TargetRecord? RecordOf(TargetRequest request, JobHost host)
    {
        if (request is { Published: null, Device: null })
            return null;
        if (request is not { Published: { } file, Device: { } device })
            throw new NascentException("--published and --device: found one of them, expected both: the file nb201_hw.csv.gz, and a device of it such as pixel3.");
        if (request is not { Remote: null, Browser: null, SecretFile: null, Trust: null, Threads: 1, Precision: Precision.Fp32 })
            throw new NascentException("--published: found beside --remote, --browser, --threads or --int8, expected it alone: nothing is measured there.");
        file = host.PathOf(file);
        _ = PublishedTables.LatenciesOf(file, device);
        return new(TargetRecord.Present, request.Name, 1, Precision.Fp32, device, Source, 0, Published: file);
    }

    /// <summary>What the networks of a space take on a published target.</summary>
    /// <exception cref="NascentException">The table is of other networks.</exception>
    public static Func<Genotype, double> Of(TargetRecord target, SearchSpace space)
    {
        if (target.Precision != Precision.Fp32)
            throw new NascentException($"--precision: found int8 for '{target.Name}', expected fp32: a published table is of one precision.");
        if (space.ToJson() != NasBench201.Create().ToJson())
            throw new NascentException($"Target '{target.Name}': found networks of '{space.Name}', expected those of {NasBench201.Name}, which the published table is of; add a target that is measured for others.");
        var latencies = PublishedTables.LatenciesOf(target.Published!, target.Machine);
        return genotype => latencies.TryGetValue(NasBench201.Format(genotype), out var ms) ? ms : double.PositiveInfinity; // what does not run there keeps no limit
    }
}
