namespace Nascent.Strategies.Nsga2;

/// <summary>Options of NSGA-II.</summary>
public sealed record Nsga2Options
{
    /// <summary>N: how many trials live at once.</summary>
    [Option(2, 100_000, "N: trials that live at once")]
    public int Population { get; init; } = 30;

    /// <summary>How many results come together before the survivors are chosen again.</summary>
    [Option(1, 100_000, "results after which the survivors are chosen again; the paper's value is N")]
    public int Offspring { get; init; } = 1;

    /// <summary>The probability that a child has two parents.</summary>
    [Option(0, 1, "probability that a child has two parents")]
    public double Crossover { get; init; } = 0.9;

    /// <summary>How many decisions of a child are changed, on average.</summary>
    [Option(0, 1000, "decisions of a child that are changed, on average")]
    public double Mutations { get; init; } = 0.5;
}
