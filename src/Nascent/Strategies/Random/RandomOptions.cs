namespace Nascent.Strategies.Random;

/// <summary>Options of random search.</summary>
public sealed record RandomOptions
{
    /// <summary>Whether a genotype is proposed only once.</summary>
    [Option(
        "1: no genotype is proposed twice (sampling without replacement); "
        + "0: each draw is independent, and a repeat is answered from the journal")]
    public bool Distinct { get; init; } = true;
}
