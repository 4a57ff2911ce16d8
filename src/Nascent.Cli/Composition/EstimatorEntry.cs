namespace Nascent.Cli.Composition;

/// <summary>An entry of the table of estimators.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Version">Raised whenever the same request would give another result.</param>
/// <param name="Help">One line that says what it does.</param>
/// <param name="Source">The paper: authors and year.</param>
internal sealed record EstimatorEntry(string Name, int Version, string Help, string Source);
