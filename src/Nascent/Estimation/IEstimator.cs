namespace Nascent.Estimation;

/// <summary>Says how good an architecture is, at some fidelity.</summary>
/// <remarks>An instance estimates one architecture at a time; run several instances, in processes of their own, for more.</remarks>
public interface IEstimator
{
    /// <summary>What is the same evaluation as this one.</summary>
    EvaluationKey KeyOf(EvaluationRequest request);

    /// <summary>Estimates an architecture, reporting what is known so far as it goes.</summary>
    /// <exception cref="EstimationFailedException">The architecture cannot be estimated; the trial fails, the run goes on.</exception>
    ValueTask<Evaluation> EstimateAsync(EvaluationRequest request, IProgress<Evaluation>? progress, CancellationToken cancellationToken);
}
