using System.Collections.Immutable;

namespace Nascent.Reporting.Outcomes;

/// <summary>What the deployed file predicted for the test part: <c>test.json</c> in a run's folder.</summary>
/// <param name="Confusion">Samples by true class (rows) and predicted class (columns); empty for a regression.</param>
/// <param name="Pairs">True and predicted values of up to 400 samples, evenly taken; empty for a classification.</param>
public sealed record TestFacts(ImmutableArray<ImmutableArray<int>> Confusion, ImmutableArray<ImmutableArray<double>> Pairs)
{
    /// <summary>How far the chosen network is ahead of the networks that are baselines; empty in runs from before it was computed.</summary>
    public ImmutableArray<TestLead> Leads { get; init; } = [];

    /// <summary>How far the test samples leave each network's score open; empty in runs from before it was computed.</summary>
    public ImmutableArray<TestNoise> Noise { get; init; } = [];
}
