using Nascent.Strategies.Hyperband;
using Nascent.Strategies.Tpe;

namespace Nascent.Strategies.Bohb;

/// <summary>Options of BOHB: Hyperband's brackets, and the densities that propose their networks.</summary>
public sealed record BohbOptions : HyperbandOptions
{
    /// <summary>ρ: the probability that a network is drawn at random.</summary>
    [Option(0, 1, "share of networks that are drawn at random (the paper's ρ)")]
    public double Random { get; init; } = 1.0 / 3;

    /// <summary>Options of the densities, of which each rung has one.</summary>
    [Options<TpeOptions>]
    public TpeOptions Densities { get; init; } = new();
}
