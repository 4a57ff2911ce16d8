namespace Nascent.Data;

/// <summary>The test part of a data set: read once, at the end, and never used to decide anything.</summary>
/// <param name="Checksum">The checksum of the <see cref="PreparedData"/> that it belongs to.</param>
/// <param name="Samples">The samples.</param>
public sealed record TestPart(string Checksum, Samples Samples);
