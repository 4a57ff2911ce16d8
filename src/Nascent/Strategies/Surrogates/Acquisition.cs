namespace Nascent.Strategies.Surrogates;

/// <summary>How much a candidate is worth, given what a model expects of it.</summary>
internal enum Acquisition
{
    /// <summary>By how much it is expected to be better than the best (Jones, Schonlau, Welch 1998).</summary>
    ExpectedImprovement,

    /// <summary>What it would be if it were as good as can be believed (Srinivas et al. 2010).</summary>
    UpperConfidenceBound,

    /// <summary>What it is in one world drawn from those that are possible (Thompson 1933), each candidate by itself.</summary>
    Thompson,

    /// <summary>Two of three times the expected improvement, else a Thompson sample: it leaves a region that the model is too sure of.</summary>
    Mixed,
}
