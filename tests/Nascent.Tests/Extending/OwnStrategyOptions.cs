using Nascent.Strategies;

namespace Nascent.Tests.Extending;

/// <summary>Options of <see cref="OwnStrategy"/>.</summary>
public sealed record OwnStrategyOptions
{
    /// <summary>The probability that a proposal is drawn at random.</summary>
    [Option(0, 1, "probability that a proposal is drawn at random")]
    public double Explore { get; init; } = 0.1;

    /// <summary>How many mutations are drawn until one is new.</summary>
    [Option(1, 1000, "mutations that are drawn until one is new")]
    public int Tries { get; init; } = 20;
}
