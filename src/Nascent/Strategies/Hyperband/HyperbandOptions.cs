using Nascent.Strategies.Rungs;

namespace Nascent.Strategies.Hyperband;

/// <summary>Options of Hyperband.</summary>
public record HyperbandOptions : RungOptions
{
    /// <summary>How many brackets take turns; 0 for one from each rung.</summary>
    [Option(0, 100, "brackets that take turns, those with the cheapest first rungs first; 0: one for each rung")]
    public int Brackets { get; init; } = 0;
}
