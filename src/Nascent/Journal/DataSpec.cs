using System.Collections.Immutable;

namespace Nascent.Journal;

/// <summary>The data of a run.</summary>
/// <param name="Source">The name or path that was given; empty for the data set that ships inside.</param>
/// <param name="Options">The loading options, by name.</param>
/// <param name="Checksum">SHA-256 over what was loaded.</param>
public sealed record DataSpec(string Source, ImmutableSortedDictionary<string, string> Options, string Checksum);
