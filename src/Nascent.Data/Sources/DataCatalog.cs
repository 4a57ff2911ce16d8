using System.Collections.Immutable;
using Nascent.Data.Embedded;

namespace Nascent.Data.Sources;

/// <summary>The data sets that are known by name.</summary>
public static class DataCatalog
{
    /// <summary>The data set that ships inside, used where none is named.</summary>
    public static readonly DataCatalogEntry Embedded = new(
        EmbeddedFashionMnist.Name, "12,000 images of Fashion-MNIST (28×28, grey, 10 classes; 10,000 train, 2,000 test); ships inside; the default",
        EmbeddedFashionMnist.Read);

    /// <summary>All of them, the default first.</summary>
    public static readonly ImmutableArray<DataCatalogEntry> All = [Embedded];

    /// <summary>The entry of a name, or null.</summary>
    public static DataCatalogEntry? Find(string name) => All.FirstOrDefault(entry => entry.Name == name);
}
