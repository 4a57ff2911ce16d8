namespace Nascent.Strategies.Rungs;

/// <summary>The options that all strategies with rungs have.</summary>
internal static class RungOptions
{
    /// <summary>η.</summary>
    public static readonly StrategyOption Eta = new("eta", 3, 1.5, 1000, "each rung has eta times the training of the one below, where levels allow; one of so many is raised");

    /// <summary>The cheapest rung.</summary>
    public static readonly StrategyOption Smallest = new("smallest", 0.05, 1e-6, 1, "smallest share of the full fidelity that a trial gets; 1: all get all of it");

    /// <summary>What becomes of a raised network's training.</summary>
    public static readonly StrategyOption Continue = new("continue", 1, 0, 1, "1: lower rungs are the beginning of the full training, and a raised network's goes on; 0: each rung is a whole training of its own");

    /// <summary>How many brackets there are.</summary>
    public static readonly StrategyOption Brackets = new("brackets", 0, 0, 100, "brackets that take turns, those with the cheapest first rungs first; 0: one for each rung");
}
