using System.Collections.Immutable;

namespace Nascent.Journal;

/// <summary>How probable the options of one decision are.</summary>
/// <param name="Decision">The decision's path.</param>
/// <param name="Options">Its options, in order.</param>
/// <param name="Shares">The probability of each, in the range [0, 1].</param>
public sealed record SharedShares(string Decision, ImmutableArray<string> Options, ImmutableArray<double> Shares);
