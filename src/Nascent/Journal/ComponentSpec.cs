using System.Collections.Immutable;

namespace Nascent.Journal;

/// <summary>A strategy or an estimator of a run.</summary>
/// <param name="Name">Its name in the registry.</param>
/// <param name="Version">Its version: another one may behave otherwise.</param>
/// <param name="Options">The options that were given.</param>
public sealed record ComponentSpec(string Name, int Version, ImmutableSortedDictionary<string, double> Options);
