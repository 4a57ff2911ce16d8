namespace Nascent.Strategies.Tpe;

/// <summary>Options of the tree-structured Parzen estimator.</summary>
public sealed record TpeOptions
{
    /// <summary>How many results there must be before the densities are used.</summary>
    [Option(1, 100_000, "results before the densities are used; until then proposals are random")]
    public int Startup { get; init; } = 10;

    /// <summary>The good ones are the best <c>⌈gamma × √n⌉</c> of n results.</summary>
    [Option(0.01, 100, "the best ⌈gamma × √n⌉ of n results are the good ones")]
    public double Gamma { get; init; } = 1;

    /// <summary>How many good ones there are at most.</summary>
    [Option(1, 1000, "good trials at most")]
    public int MostGood { get; init; } = 25;

    /// <summary>How many candidates are drawn for a proposal.</summary>
    [Option(1, 10_000, "draws, of which the one with the best ratio is proposed")]
    public int Candidates { get; init; } = 24;

    /// <summary>The weight of the uniform prior, in trials.</summary>
    [Option(1e-6, 1000, "weight of the uniform prior, in trials")]
    public double Prior { get; init; } = 1;

    /// <summary>The probability that a draw answers a decision uniformly.</summary>
    [Option(0, 1, "probability that a draw answers a decision uniformly rather than near a good trial's answer")]
    public double Spread { get; init; } = 0.2;

    /// <summary>The standard deviation of the kernel of an ordered decision, in options.</summary>
    [Option(0.05, 100, "standard deviation of the kernel of an ordered decision, in options")]
    public double Bandwidth { get; init; } = 1;
}
