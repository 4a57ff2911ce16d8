using Nascent.Architectures;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.ZeroCost;
using Nascent.Torch.ZeroCost.Probes;
using Nascent.Torch.ZeroCost.Scores;

namespace Nascent.Torch.Tests.Extending;

/// <summary>An estimator: one score of the untrained network.</summary>
public sealed class OwnEstimator(ZeroCostBatch batch, ZeroCostScore score) : IEstimator
{
    private readonly ZeroCostScorer _scorer = new(batch, [score]);

    public EvaluationKey KeyOf(EvaluationRequest request) => new($"{CanonicalHash.Of(request.Architecture)} {score.Name}");

    public ValueTask<Evaluation> EstimateAsync(EvaluationRequest request, IProgress<Evaluation>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var scores = _scorer.Score(request.Architecture, new Seed(request.Seed)).Scores;
        if (!scores.ContainsKey(score.Name))
            throw new EstimationFailedException("no-score", $"Found no {score.Name} of the network, expected one.");
        return ValueTask.FromResult(new Evaluation(new Metrics(scores), Cost.None, [], []));
    }
}
