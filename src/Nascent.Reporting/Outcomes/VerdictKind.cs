namespace Nascent.Reporting.Outcomes;

/// <summary>How the chosen network compares with the best baseline.</summary>
public enum VerdictKind
{
    /// <summary>There is nothing to compare yet.</summary>
    Unknown,

    /// <summary>The chosen network is better, beyond chance.</summary>
    Ahead,

    /// <summary>Chance explains the difference.</summary>
    TooClose,

    /// <summary>The baseline is better, beyond chance.</summary>
    Behind,
}
