namespace Nascent.Strategies.RegularizedEvolution;

/// <summary>Options of regularized evolution.</summary>
public sealed record RegularizedEvolutionOptions
{
    /// <summary>P: how many trials live at once.</summary>
    [Option(1, 100_000, "P: trials that live at once")]
    public int Population { get; init; } = 20;

    /// <summary>S: how many are drawn, with replacement, for a tournament.</summary>
    [Option(1, 100_000, "S: trials drawn, with replacement, of which the best is the parent")]
    public int Tournament { get; init; } = 10;

    /// <summary>Whether the first trials have each decision drawn uniformly, and not the whole genotype.</summary>
    [Option(
        "1: in the first P trials each decision is drawn uniformly; 0: they are uniform over architectures, most of which are deep")]
    public bool ByDecision { get; init; } = true;

    /// <summary>How many networks are drawn for each of the first trials.</summary>
    [Option(1, 1000,
        "networks within the limits that are drawn for each of the first P trials; the one with the most parameters is tried")]
    public int Draws { get; init; } = 8;

    /// <summary>The probability of the identity mutation, which renews the age of the parent.</summary>
    [Option(0, 1, "probability that the parent is proposed again unchanged")]
    public double Identity { get; init; } = 0;

    /// <summary>Whether other mutations avoid genotypes that were proposed before.</summary>
    [Option("1: a child that was proposed before is drawn again; 0: it is proposed")]
    public bool Distinct { get; init; } = true;
}
