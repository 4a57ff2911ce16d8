using System.Collections.Immutable;

namespace Nascent.Journal;

/// <summary>How a run whose strategy searches over shared weights does so, before its trials.</summary>
/// <param name="Epochs">Passes of the search over its half of the training part, above 0.</param>
/// <param name="Candidates">Networks that it prefers, each of which becomes a trial, at least 1.</param>
public sealed record SharedSpec(double Epochs, int Candidates)
{
    /// <summary>The coefficients of <see cref="Costs.OperatorLatency"/> as measured when the run began, where latency is part of the search's loss; else null.</summary>
    public ImmutableArray<double>? Latency { get; init; }
}
