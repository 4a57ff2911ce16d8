namespace Nascent.Spaces.Catalog;

/// <summary>A ready space.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Input">What its networks read.</param>
/// <param name="Help">One line that says what it is.</param>
/// <param name="Create">Makes the space.</param>
public sealed record CatalogEntry(string Name, InputKind Input, string Help, Func<SearchSpace> Create);
