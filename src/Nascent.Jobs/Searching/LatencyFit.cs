using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Jobs.Deploying;
using Nascent.Jobs.Hosting;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Sharing.Searches;

namespace Nascent.Jobs.Searching;

/// <summary>What operators take on this machine, for a search whose loss has latency: networks of the space are timed when the run begins, and the run's first event has what follows.</summary>
internal static class LatencyFit
{
    /// <summary>Networks that are timed, drawn decision by decision.</summary>
    public const int Networks = 40;

    /// <summary>Whether a run needs it.</summary>
    public static bool IsWanted(RunSpec spec) => spec.Shared is not null && SharedMethods.CostsOf(spec.Strategy.Options).Contains(Tasks.Metric.Latency.Name);

    /// <summary>Times the networks, which takes about 0.1 s each.</summary>
    /// <param name="space">The space.</param>
    /// <param name="data">Says what goes in and must come out.</param>
    /// <param name="int8">Whether they compute with bytes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="step">Is told of the share that is done.</param>
    /// <param name="cancellationToken">Breaks it off between two networks.</param>
    /// <returns>The model's coefficients.</returns>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public static ImmutableArray<double> Coefficients(SearchSpace space, PreparedData data, bool int8, TimeProvider time, IStep step, CancellationToken cancellationToken)
    {
        ICostModel meter = new MeasuredLatency(data, int8, time);
        var networks = Enumerable.Range(0, Networks).Select(i => space.Resolve(space.Genotypes.SampleByDecision(new Seed(0).Derive("latency").Derive(i)), data.Signature)).ToArray();
        var latencies = new double[Networks];
        for (var i = 0; i < Networks; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            latencies[i] = meter.Total(networks[i]);
            step.Report((i + 1.0) / Networks);
        }

        return OperatorLatency.Fit(networks, latencies).Coefficients;
    }
}
