using Nascent.Strategies.Rungs;

namespace Nascent.Strategies.SuccessiveHalving;

/// <summary>Options of successive halving.</summary>
public sealed record SuccessiveHalvingOptions : RungOptions
{
    /// <summary>Networks on the cheapest rung; 0 for as many as leave one at the full fidelity.</summary>
    [Option(0, 100_000, "networks on the cheapest rung; 0: as many as leave one at the full fidelity")]
    public int Size { get; init; } = 0;
}
