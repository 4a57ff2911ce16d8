using System.Collections.Immutable;

namespace Nascent.Data;

/// <summary>A data set that was read, split and prepared.</summary>
/// <param name="Prepared">What search and training read.</param>
/// <param name="Test">The test part, which is kept apart.</param>
/// <param name="Notes">What the user should know, one sentence each: columns dropped, duplicates found, choices made by default.</param>
/// <param name="Skipped">The number of bad files, rows, columns or classes that were left out because skipping was asked for.</param>
public sealed record LoadedData(PreparedData Prepared, TestPart Test, ImmutableArray<string> Notes, int Skipped);
