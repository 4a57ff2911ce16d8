using System.Collections.Immutable;
using Nascent.Trials;

namespace Nascent.Cli.Outcome;

/// <summary>A candidate that was trained in full.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Values">What each seed came to.</param>
internal sealed record TrustCandidate(Trial Trial, ImmutableArray<double> Values);
