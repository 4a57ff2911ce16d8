namespace Nascent.Trials;

/// <summary>What became of a trial.</summary>
public enum TrialState
{
    /// <summary>It was proposed and has no outcome yet.</summary>
    Pending,

    /// <summary>It was estimated to the end.</summary>
    Succeeded,

    /// <summary>It could not be estimated: not a number, diverged, too slow, too much memory, or its worker was lost three times.</summary>
    Failed,

    /// <summary>It breaks a constraint or cannot fit, and was never trained.</summary>
    Rejected,

    /// <summary>An earlier trial is the same evaluation; it has that one's result.</summary>
    Duplicate,

    /// <summary>Its curve, or the end of the time, stopped it early.</summary>
    Stopped,
}
