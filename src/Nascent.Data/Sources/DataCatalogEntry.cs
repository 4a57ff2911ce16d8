using Nascent.Data.Reading;

namespace Nascent.Data.Sources;

/// <summary>A data set that is known by name.</summary>
public sealed class DataCatalogEntry
{
    internal DataCatalogEntry(string name, string help, Func<RawDataSet> read) => (Name, Help, Read) = (name, help, read);

    /// <summary>The name on the command line.</summary>
    public string Name { get; }

    /// <summary>One line that says what it is and where it comes from.</summary>
    public string Help { get; }

    internal Func<RawDataSet> Read { get; }
}
