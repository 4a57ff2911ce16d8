using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost.Probes;

namespace Nascent.Torch.ZeroCost;

/// <summary>Says how good an architecture is without training it: <c>naswot</c> and <c>synflow</c> over one fixed batch, and what they come to beside random networks of the space.</summary>
/// <remarks>
/// The metric <see cref="Metric.ZeroCost"/> is <see cref="ScoreReference.Standing"/>: the mean of both scores, each standardised by its median and spread over <see cref="ReferenceNetworks"/> networks
/// drawn decision by decision. <see cref="RankEnsemble"/> would rank trials among each other, so that a trial's value would change with each later one; this one stays what it was. Batch
/// and reference follow from the seed and the space alone, so that every worker computes the same. The reference is scored before the first estimate. There is one fidelity.
/// <c>jacob_cov</c>, the third member of the rank ensemble, takes longer than both others together, and is left out.
/// </remarks>
public sealed class ZeroCostEstimator : IEstimator, IDisposable
{
    /// <summary>The estimator's name.</summary>
    public const string Name = "zero-cost";

    /// <summary>Raised whenever the same request would give another result.</summary>
    public const int Version = 3;

    /// <summary>How many random networks the scores are standardised by.</summary>
    public const int ReferenceNetworks = 64;

    /// <summary>The scores that are computed.</summary>
    public static readonly ImmutableArray<string> Members = ["naswot", "synflow"];

    private readonly PreparedData _data;
    private readonly SearchSpace _space;
    private readonly Seed _seed;
    private readonly TimeProvider _time;
    private readonly Lazy<ZeroCostBatch> _batch;
    private readonly Lazy<ZeroCostScorer> _scorer;
    private readonly Lazy<ScoreReference> _reference;

    /// <summary>Makes an estimator for one data set and space; nothing is computed yet.</summary>
    /// <param name="data">The data.</param>
    /// <param name="space">The space that the reference networks are drawn from.</param>
    /// <param name="seed">The key of the batch and of the reference.</param>
    /// <param name="time">The clock for costs; the system's by default.</param>
    public ZeroCostEstimator(PreparedData data, SearchSpace space, Seed seed, TimeProvider? time = null)
    {
        (_data, _space, _seed, _time) = (data, space, seed, time ?? TimeProvider.System);
        _batch = new(() => BatchOf(data, seed));
        _scorer = new(() => new ZeroCostScorer(_batch.Value, [.. Members.Select(ZeroCostScores.Named)], _time));
        _reference = new(MakeReference);
    }

    /// <summary>The batch that a search of a seed scores with.</summary>
    /// <param name="data">The data.</param>
    /// <param name="seed">The search's seed.</param>
    public static ZeroCostBatch BatchOf(PreparedData data, Seed seed) => ZeroCostBatch.Draw(data, ZeroCostBatch.DefaultSize, seed.Derive(Name));

    /// <inheritdoc/>
    public EvaluationKey KeyOf(EvaluationRequest request) => new($"{CanonicalHash.Of(request.Architecture)} {Name} {_data.Checksum} #{request.Replicate}");

    /// <inheritdoc/>
    public ValueTask<Evaluation> EstimateAsync(EvaluationRequest request, IProgress<Evaluation>? progress, CancellationToken cancellationToken)
    {
        var reference = _reference.Value;
        cancellationToken.ThrowIfCancellationRequested();
        var (began, cpu) = (_time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var scores = _scorer.Value.Score(request.Architecture, new Seed(request.Seed)).Scores;
        var standing = reference.Standing(scores) ?? throw new EstimationFailedException("no-score",
            $"Found no {string.Join(" and no ", Members.Where(member => !scores.ContainsKey(member)))} of the network, expected a path from its input to its output and activations that tell samples apart.");
        var cost = new Cost(_time.GetElapsedTime(began), Environment.CpuUsage.TotalTime - cpu, _batch.Value.Count, JobClock.PeakResidentBytes());
        return ValueTask.FromResult(new Evaluation(new Metrics(scores).With(Metric.ZeroCost.Name, standing), cost, [], []));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_batch.IsValueCreated)
            _batch.Value.Dispose();
    }

    private ScoreReference MakeReference()
    {
        var networks = new List<IReadOnlyDictionary<string, double>>();
        for (var draw = 0; draw < ReferenceNetworks; draw++)
        {
            var seed = _seed.Derive(Name).Derive("reference").Derive(draw);
            networks.Add(_scorer.Value.Score(_space.Resolve(_space.Genotypes.SampleByDecision(seed), _data.Signature), seed.Derive("weights")).Scores);
        }

        return ScoreReference.Of(networks, Members);
    }
}
