using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Specialising;

/// <summary>Searches a supernet's networks by predicted score under limits, without any measurement (Cai et al. 2020, section 3.4; Real et al. 2019).</summary>
/// <remarks>Each generation keeps the best quarter; half of the next are mutants of these and half their crossings, of which those that break a limit are drawn again.</remarks>
/// <param name="supernet">The supernet.</param>
/// <param name="predictor">Predicts scores.</param>
/// <param name="latencyOf">Tells latency, in milliseconds; null where it is not limited.</param>
internal sealed class SubnetEvolution(OpenSupernet supernet, AccuracyPredictor predictor, Func<Genotype, Architecture, double?>? latencyOf)
{
    private const int Population = 64, Parents = 16, Generations = 30, MostDraws = 4000;

    private readonly Dictionary<Genotype, Metrics> _costs = [];
    private readonly Dictionary<Genotype, double> _scores = [];
    private readonly SupernetEnds _ends = SupernetEnds.Of(supernet.Space, supernet.Data.Signature);
    private readonly Objective _objective = Objective.Of(supernet.Facts.Metric);

    /// <summary>The networks that are expected to be best under limits, best first; none where no drawn network keeps them.</summary>
    /// <param name="limits">Limits on costs.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="seed">The key of the draws.</param>
    /// <param name="report">Is told of the share that is done.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public ImmutableArray<PredictedSubnet> Best(ImmutableArray<Constraint> limits, int count, Seed seed, Action<double> report, CancellationToken cancellationToken)
    {
        bool Keeps(Genotype genotype) => limits.All(limit => limit.Holds(CostsOf(genotype)) != false);
        var population = First(Keeps, seed.Derive("first"));
        var all = population.ToHashSet();
        for (var generation = 0; generation < Generations && population.Count > 0; generation++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            report((double)generation / Generations);
            Genotype[] parents = [.. Ranked(population).Take(Parents)];
            var (next, key) = (parents.ToList(), seed.Derive("generation").Derive(generation));
            for (var draw = 0; next.Count < Population && draw < 10 * Population; draw++)
            {
                var (stream, own) = (key.Derive(draw).Stream(), key.Derive("child").Derive(draw));
                var (one, other) = (parents[stream.NextInt(parents.Length)], parents[stream.NextInt(parents.Length)]);
                var child = draw % 2 == 0 ? supernet.Space.Genotypes.Mutate(one, own) : supernet.Space.Genotypes.Crossover(one, other, own);
                if (all.Contains(child) || !Keeps(child))
                    continue;
                all.Add(child);
                next.Add(child);
            }

            population = next;
        }

        return [.. Ranked([.. all]).Take(count).Select(genotype => new PredictedSubnet(genotype, _scores[genotype], CostsOf(genotype)))];
    }

    /// <summary>The costs of a network, its predicted latency among them.</summary>
    public Metrics CostsOf(Genotype genotype)
    {
        if (_costs.TryGetValue(genotype, out var known))
            return known;
        var network = supernet.NetworkOf(genotype);
        var costs = OpenSupernet.CostsOf(network);
        return _costs[genotype] = latencyOf?.Invoke(genotype, network) is { } latency ? costs.With(Metric.Latency.Name, latency) : costs;
    }

    /// <summary>The predicted latency of the fastest network that is known, and of the slowest or a limit, whichever is less.</summary>
    public (double Least, double Most) LatencyRange(double most)
    {
        var (smallest, largest) = (CostsOf(_ends.Smallest)[Metric.Latency.Name]!.Value, CostsOf(_ends.Largest)[Metric.Latency.Name]!.Value);
        return (Math.Min(smallest, largest), Math.Min(Math.Max(smallest, largest), most));
    }

    private List<Genotype> First(Func<Genotype, bool> keeps, Seed seed)
    {
        var found = new HashSet<Genotype>();
        foreach (var extreme in new[] { _ends.Largest, _ends.Smallest })
            if (keeps(extreme))
                found.Add(extreme);
        for (var draw = 0; found.Count < Population && draw < MostDraws; draw++)
            if (supernet.Space.Genotypes.SampleByDecision(seed.Derive(draw)) is var genotype && keeps(genotype))
                found.Add(genotype);
        return [.. found];
    }

    private IEnumerable<Genotype> Ranked(IReadOnlyList<Genotype> genotypes)
    {
        Genotype[] unknown = [.. genotypes.Where(genotype => !_scores.ContainsKey(genotype))];
        var inputs = unknown.Select(genotype => CostsOf(genotype) is var costs ? SubnetSampling.InputOf(genotype, costs[Metric.Parameters.Name]!.Value, costs[Metric.Macs.Name]!.Value) : null!);
        foreach (var (genotype, predicted) in unknown.Zip(predictor.Predict([.. inputs])))
            _scores[genotype] = predicted.Mean;
        return genotypes.OrderByDescending(genotype => _objective.Score(Metrics.None.With(supernet.Facts.Metric, _scores[genotype])));
    }
}
