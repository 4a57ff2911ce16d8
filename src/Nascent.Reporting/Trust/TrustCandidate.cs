using System.Collections.Immutable;
using Nascent.Trials;

namespace Nascent.Reporting.Trust;

/// <summary>A candidate that was trained in full.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Values">What each seed came to.</param>
public sealed record TrustCandidate(Trial Trial, ImmutableArray<double> Values);
