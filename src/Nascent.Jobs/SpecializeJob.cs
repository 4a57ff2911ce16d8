using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Specialising;
using Nascent.Jobs.Targets;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs;

/// <summary>Takes networks for devices out of a supernet, without any training: each a verified ONNX file.</summary>
public static class SpecializeJob
{
    /// <summary>Networks of a front.</summary>
    public const int FrontNetworks = 6;

    private static readonly double[] Margins = [1, 0.93, 0.86];

    /// <summary>Finds and writes them.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <returns>The networks, by target.</returns>
    /// <exception cref="NascentException">There is no such supernet or target, a limit cannot be read, or no network keeps the limits.</exception>
    public static async Task<ImmutableArray<SpecializedNetwork>> RunAsync(SpecializeRequest request, JobHost? host = null, IJobProgress? progress = null, CancellationToken cancellationToken = default)
    {
        (host, progress) = (host ?? new(), progress ?? UnseenProgress.Instance);
        ImmutableArray<Constraint> limits = [.. request.Limits.Select(Constraint.Parse)];
        Require(request, limits);
        var supernet = OpenSupernet.Of(SupernetFolder.Find(host, request.Supernet));
        var store = new TargetStore(host);
        TargetRecord?[] targets = request.Targets.IsEmpty ? [null] : [.. request.Targets.Select(store.Named).Select(target => target with { Precision = request.Precision ?? target.Precision })];
        using var handing = new HandingOver(host, supernet, request.Folder is { } folder ? host.PathOf(folder) : supernet.Folder.Root);
        var predictor = supernet.FitPredictor(host.Catalogue);
        var networks = ImmutableArray.CreateBuilder<SpecializedNetwork>();
        foreach (var target in targets)
        {
            var latencyOf = target is null ? null : await LatencyOfAsync(host, store, target, supernet, progress, cancellationToken);
            var evolution = new SubnetEvolution(supernet, predictor, latencyOf);
            var bounds = request.Front ? FrontLimits(evolution, limits) : [limits];
            foreach (var (i, bound) in bounds.Index())
            {
                using var step = progress.Begin($"Choosing a network{(target is null ? "" : $" for {target.Name}")}{(request.Front ? $", {i + 1} of {bounds.Length}" : "")}");
                var seed = OpenSupernet.SeedOf(supernet.Facts.Seed).Derive("specialise").Derive(target?.Name ?? "").Derive(i);
                var name = $"{target?.Name ?? "network"}{(request.Precision is { } asked ? $"-{asked.ToString().ToLowerInvariant()}" : "")}{(request.Front ? $"-{i + 1}" : "")}";
                var precision = target?.Precision ?? request.Precision ?? Precision.Fp32;
                SpecializedNetwork? network = null;
                // A network that is slower than its table says may break the limit: then faster ones are looked for. The limits of a front are ours and need not hold to the last digit.
                foreach (var (attempt, share) in Margins.Index().TakeWhile(_ => network is null))
                {
                    var best = await Task.Run(() => evolution.Best(Tightened(bound, share), HandingOver.Finalists, seed.Derive(attempt), done => step.Report(done / 2), cancellationToken), cancellationToken);
                    network = best.IsEmpty ? null : await handing.OverAsync(best, request.Front ? limits : bound, target, target is null or { Published: not null } ? null : store.Open(target), precision, name, step, cancellationToken);
                }

                networks.Add(network ?? throw new NascentException(
                    $"--limit: found no network that keeps {string.Join(" and ", bound)}{(target is null ? "" : $" on {target.Name}")}, expected looser limits: the smallest network has {supernet.Facts.Smallest.Parameters:N0} parameters{(latencyOf is null ? "" : $" and takes about {evolution.LatencyRange(double.PositiveInfinity).Least:0.0000} ms")}."));
            }
        }

        return networks.ToImmutable();
    }

    /// <summary>What networks take on a target, by its table or as published.</summary>
    private static async Task<Func<Genotype, Architecture, double?>> LatencyOfAsync(JobHost host, TargetStore store, TargetRecord target, OpenSupernet supernet, IJobProgress progress, CancellationToken cancellationToken)
    {
        if (target.Published is not null)
        {
            var published = PublishedLatencies.Of(target, supernet.Space);
            return (genotype, _) => published(genotype);
        }

        var table = (await TargetJob.TableOfAsync(host, store, target, supernet, progress, cancellationToken)).Table;
        return (_, network) => table.Of(network);
    }

    /// <summary>Limits with that on latency at a share of itself.</summary>
    private static ImmutableArray<Constraint> Tightened(ImmutableArray<Constraint> limits, double share) =>
        [.. limits.Select(limit => limit.Metric == Metric.Latency.Name && limit.AtMost ? limit with { Bound = limit.Bound * share } : limit)];

    private static void Require(SpecializeRequest request, ImmutableArray<Constraint> limits)
    {
        if (limits.FirstOrDefault(limit => limit.JudgesPredictions) is { } judging)
            throw new NascentException($"--limit: found '{judging.Metric}', expected limits on costs: params, macs, memory, work and latency.");
        if (request.Targets.IsEmpty && limits.Any(limit => limit.Metric == Metric.Latency.Name))
            throw new NascentException("--limit: found a limit on latency without a target, expected --target NAME beside it; 'nascent target add NAME' adds this machine.");
        if (request.Front && request.Targets.IsEmpty)
            throw new NascentException("--front: found it without a target, expected --target NAME beside it: a front is over latencies.");
    }

    /// <summary>Limits on latency that are evenly spaced, as ratios, from a little above the fastest network to the slowest.</summary>
    private static ImmutableArray<Constraint>[] FrontLimits(SubnetEvolution evolution, ImmutableArray<Constraint> limits)
    {
        var (least, most) = evolution.LatencyRange(limits.Where(limit => limit.Metric == Metric.Latency.Name).Select(limit => limit.Bound).DefaultIfEmpty(double.PositiveInfinity).Min());
        return [.. Enumerable.Range(1, FrontNetworks).Select(i => limits.Add(new Constraint(Metric.Latency.Name, true, least * Math.Pow(most / least, (double)i / FrontNetworks))))];
    }
}
