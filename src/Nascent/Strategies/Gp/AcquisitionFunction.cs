namespace Nascent.Strategies.Gp;

/// <summary>What a candidate is judged by.</summary>
public enum AcquisitionFunction
{
    /// <summary>By how much it is expected to be better than the best (Jones, Schonlau and Welch 1998).</summary>
    ExpectedImprovement = Surrogates.Acquisition.ExpectedImprovement,

    /// <summary>What it would be if it were as good as can be believed (Srinivas et al. 2010).</summary>
    UpperConfidenceBound = Surrogates.Acquisition.UpperConfidenceBound,

    /// <summary>What it is in one world drawn from those that are possible (Thompson 1933).</summary>
    ThompsonSampling = Surrogates.Acquisition.Thompson,
}
