using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Bench.ZeroCost;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.ZeroCost;
using Nascent.Torch.ZeroCost.Probes;
using Nascent.Trials;

namespace Nascent.Bench.Pool;

/// <summary>Random networks of a space, their scores without training, and those of them that are the pool.</summary>
internal sealed class PoolNetworks
{
    /// <summary>What every network keeps: the limits that <c>search --budget 10m --limit "params&lt;=100k"</c> has on full Fashion-MNIST.</summary>
    public static readonly ImmutableArray<Constraint> Limits = [new(Metric.Parameters.Name, true, 100_000), new(Metric.Work.Name, true, 5.5e6)];

    private readonly ImmutableArray<(Genotype Genotype, Architecture Architecture)> _drawn;

    private PoolNetworks(SearchSpace space, Seed seed, ImmutableArray<(Genotype, Architecture)> drawn, ImmutableArray<ScoredNetwork> scored, ImmutableArray<int> pool, ImmutableArray<int> lessons) =>
        (Space, Seed, _drawn, Scored, Pool, Lessons) = (space, seed, drawn, scored, pool, lessons);

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>The key of all randomness.</summary>
    public Seed Seed { get; }

    /// <summary>The scores without training of all that were drawn, by draw.</summary>
    public ImmutableArray<ScoredNetwork> Scored { get; }

    /// <summary>The draws that are the pool: one of each stratum of the mean rank over all scores, the lowest first.</summary>
    public ImmutableArray<int> Pool { get; }

    /// <summary>Draws outside of the pool that predictors learn from.</summary>
    public ImmutableArray<int> Lessons { get; }

    /// <summary>A drawn network.</summary>
    public (Genotype Genotype, Architecture Architecture) this[int draw] => _drawn[draw];

    /// <summary>Draws, scores what the file has no scores of, and chooses.</summary>
    /// <param name="space">The space.</param>
    /// <param name="data">The data.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="count">How many networks the pool has.</param>
    /// <param name="lessons">How many predictors learn from.</param>
    /// <param name="path">The file that keeps the scores.</param>
    public static PoolNetworks Of(SearchSpace space, PreparedData data, Seed seed, int count, int lessons, string path)
    {
        const int ofAStratum = 10;
        var drawn = Draw(space, data, seed.Derive("draws"), count * ofAStratum);
        using var batch = ZeroCostBatch.Draw(data, ZeroCostBatch.DefaultSize, seed.Derive("batch"));
        var (scorer, known) = (new ZeroCostScorer(batch, ZeroCostScores.All, new ProcessorTime()), ScoredNetwork.Read(path));
        var scored = drawn.Select((network, i) =>
        {
            if (known.TryGetValue(i, out var before))
                return before;
            var result = scorer.Score(network.Architecture, seed.Derive("scores"));
            var now = new ScoredNetwork(i, result.Scores, result.Seconds, result.Elapsed.TotalSeconds);
            now.AppendTo(path);
            return now;
        }).ToImmutableArray();
        var ranks = RankEnsemble.Of([.. scored.Select(network => network.Scores)], [.. ZeroCostScores.All.Select(score => score.Name)]);
        var (order, stream) = (Enumerable.Range(0, drawn.Length).OrderBy(i => ranks[i]).ToArray(), seed.Derive("strata").Stream());
        var pool = Enumerable.Range(0, count).Select(stratum => order[(stratum * ofAStratum) + stream.NextInt(ofAStratum)]).ToImmutableArray();
        return new(space, seed, drawn, scored, pool, [.. Enumerable.Range(0, drawn.Length).Where(i => !pool.Contains(i)).Take(lessons)]);
    }

    /// <summary>Different networks, drawn decision by decision as a search draws them, that keep the limits.</summary>
    private static ImmutableArray<(Genotype Genotype, Architecture Architecture)> Draw(SearchSpace space, PreparedData data, Seed seed, int count)
    {
        var (found, seen) = (ImmutableArray.CreateBuilder<(Genotype, Architecture)>(), new HashSet<string>());
        for (var attempt = 0; found.Count < count; attempt++)
        {
            var genotype = space.Genotypes.SampleByDecision(seed.Derive(attempt));
            var architecture = space.Resolve(genotype, data.Signature);
            var costs = new Metrics(CostTable.Totals(architecture));
            if (Limits.All(limit => limit.Holds(costs) != false) && seen.Add(CanonicalHash.Of(architecture).ToString()))
                found.Add((genotype, architecture));
        }

        return found.DrainToImmutable();
    }
}
