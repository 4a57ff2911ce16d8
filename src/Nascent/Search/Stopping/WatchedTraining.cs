using Nascent.Estimation;
using Nascent.Estimation.Curves;
using Nascent.Randomness;

namespace Nascent.Search.Stopping;

/// <summary>Evaluates a job while a stopping rule looks at each point of its curve.</summary>
/// <remarks>The result is what was known at the point where the rule stopped it, be the estimator as slow to hear of that as it may. The estimator reports from the thread that evaluates.</remarks>
internal sealed class WatchedTraining(EvaluationJob job, StopOrder order, StoppingRules rules, IProgress<Evaluation> progress) : IProgress<Evaluation>
{
    private readonly Seed _seed = new Seed(job.Seed).Derive("stopping");
    private Action? _end;
    private EarlyStop? _stop;
    private Evaluation? _stopped;

    /// <summary>The result: of the whole training, or of the part before it was stopped.</summary>
    public async Task<Evaluation> RunAsync(Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Task<Evaluation>> evaluate, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _end = ending.Cancel;
        try
        {
            var evaluation = await evaluate(job, this, ending.Token).ConfigureAwait(false);
            return _stopped ?? evaluation with { Stop = _stop };
        }
        catch (OperationCanceledException) when (_stopped is not null)
        {
            return _stopped;
        }
    }

    /// <inheritdoc/>
    public void Report(Evaluation value)
    {
        progress.Report(value);
        if (_stop is not null || order.Judge(value.Curve, _seed, rules) is not { } stop)
            return;
        _stop = stop;
        if (stop.IsControl)
            return;
        _stopped = value with { Stop = stop };
        _end!();
    }
}
