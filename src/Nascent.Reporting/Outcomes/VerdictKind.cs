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

    /// <summary>The baseline is better on the test set, beyond chance, though the validation set said otherwise.</summary>
    Behind,

    /// <summary>A baseline is better on the validation set than every found network, so it is handed over.</summary>
    BaselineChosen,
}
