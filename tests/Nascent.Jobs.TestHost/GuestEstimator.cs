using Nascent.Estimation;

namespace Nascent.Jobs.TestHost;

/// <summary>Half of the accuracy that another estimator measures, so that no built-in one gives the same.</summary>
internal sealed class GuestEstimator(IEstimator inner) : IEstimator
{
    public EvaluationKey KeyOf(EvaluationRequest request) => inner.KeyOf(request);

    public async ValueTask<Evaluation> EstimateAsync(EvaluationRequest request, IProgress<Evaluation>? progress, CancellationToken cancellationToken)
    {
        var measured = await inner.EstimateAsync(request, null, cancellationToken);
        return measured with { Metrics = measured.Metrics.With("accuracy", measured.Metrics["accuracy"]!.Value / 2).With("guest", Environment.ProcessId) };
    }
}
