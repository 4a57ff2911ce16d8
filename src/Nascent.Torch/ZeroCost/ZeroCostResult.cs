using System.Collections.Immutable;

namespace Nascent.Torch.ZeroCost;

/// <summary>The zero-cost scores of one network.</summary>
/// <param name="Scores">Values by name, all finite; a score that does not exist for the network is not there.</param>
/// <param name="Seconds">What each would have taken alone, by name: passes that several share count in full for each.</param>
/// <param name="Elapsed">What all of them took together, the network's making included.</param>
public sealed record ZeroCostResult(ImmutableSortedDictionary<string, double> Scores, ImmutableSortedDictionary<string, double> Seconds, TimeSpan Elapsed);
