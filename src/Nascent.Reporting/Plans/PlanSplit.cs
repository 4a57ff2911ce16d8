namespace Nascent.Reporting.Plans;

/// <summary>How a plan splits the time.</summary>
/// <param name="Search">Wall time of the search.</param>
/// <param name="Full">Wall time of all that follows.</param>
/// <param name="Candidates">Found networks that are trained in full.</param>
/// <param name="Seeds">How often each.</param>
/// <param name="Baselines">How many baselines are.</param>
/// <param name="BaselineSeeds">How often each.</param>
/// <param name="Epochs">How long.</param>
public sealed record PlanSplit(TimeSpan Search, TimeSpan Full, int Candidates, int Seeds, int Baselines, int BaselineSeeds, int Epochs);
