using Nascent.Spaces.Scaling;

namespace Nascent.Jobs.Scaling;

/// <summary>A scaling of the grid.</summary>
/// <param name="Scaling">The factors.</param>
/// <param name="Cost">The cost of the scaled network, as a multiple of the base's.</param>
/// <param name="Score">Its score on the validation part after a brief training; null before, and where that failed.</param>
/// <param name="Failure">Why its training failed; null where it did not.</param>
public sealed record GridScaling(NetworkScaling Scaling, double Cost, double? Score = null, string? Failure = null);
