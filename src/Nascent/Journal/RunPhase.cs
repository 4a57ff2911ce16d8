namespace Nascent.Journal;

/// <summary>How far a run has come.</summary>
public enum RunPhase
{
    /// <summary>Nothing is recorded.</summary>
    Empty,

    /// <summary>Trials are proposed and estimated.</summary>
    Searching,

    /// <summary>The best and the baselines are trained in full.</summary>
    Retraining,

    /// <summary>The winner is known and is scored, exported and checked.</summary>
    Deploying,

    /// <summary>Everything is done.</summary>
    Finished,
}
