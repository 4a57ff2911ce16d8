namespace Nascent.Onnx.Latency;

/// <summary>How latency is measured.</summary>
public sealed record LatencyOptions
{
    /// <summary>Runs before the measured ones, at least 0; 30 by default.</summary>
    public int WarmUpRuns { get; init; } = 30;

    /// <summary>Measured runs, at least <see cref="MinimumRuns"/>; 300 by default.</summary>
    public int Runs { get; init; } = 300;

    /// <summary>Runs that are measured even where <see cref="TimeLimit"/> is over, at least 10; 20 by default.</summary>
    public int MinimumRuns { get; init; } = 20;

    /// <summary>Time after which no further run is begun, warm-up and measured runs each; 3 seconds by default.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(3);

    internal void Validate()
    {
        Require(nameof(WarmUpRuns), WarmUpRuns, 0);
        Require(nameof(MinimumRuns), MinimumRuns, 10);
        Require(nameof(Runs), Runs, MinimumRuns);
    }

    private static void Require(string option, int found, int atLeast)
    {
        if (found < atLeast)
            throw new NascentException($"Latency option '{option}': found {found}, expected at least {atLeast}.");
    }
}
