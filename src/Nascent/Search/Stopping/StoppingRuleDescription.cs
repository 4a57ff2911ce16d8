namespace Nascent.Search.Stopping;

/// <summary>An entry of the table of stopping rules.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Help">One line that says what it does.</param>
/// <param name="Source">The paper: authors and year.</param>
/// <param name="Version">Raised whenever the same curves would be stopped otherwise; a run of another version does not resume.</param>
/// <param name="Create">Makes one.</param>
public sealed record StoppingRuleDescription(string Name, string Help, string Source, int Version, Func<IStoppingRule> Create);
