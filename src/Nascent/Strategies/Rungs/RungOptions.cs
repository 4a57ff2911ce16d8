namespace Nascent.Strategies.Rungs;

/// <summary>The options that all strategies with rungs have.</summary>
public abstract record RungOptions
{
    /// <summary>η: how many times the training of the rung below each rung has.</summary>
    [Option(1.5, 1000,
        "η: each rung has η times the training of the one below, if such levels exist; one network in η is promoted")]
    public double Eta { get; init; } = 3;

    /// <summary>The smallest share of the full fidelity.</summary>
    [Option(1e-6, 1, "smallest share of the full fidelity that a trial gets; 1: all trials get all of it")]
    public double Smallest { get; init; } = 0.05;

    /// <summary>Whether a promoted network continues its training.</summary>
    [Option(
        "1: lower rungs are the beginning of the full training, and a promoted network continues it; "
        + "0: each rung is a whole training of its own")]
    public bool Continue { get; init; } = true;
}
