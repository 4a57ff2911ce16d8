using System.Collections.Immutable;
using Nascent.Data.Arrays;
using Nascent.Data.Embedded;
using Nascent.Data.Reading;

namespace Nascent.Data.Sources;

/// <summary>The data sets that are known by name.</summary>
public static class DataCatalog
{
    /// <summary>Where Debian's package <c>dataset-fashion-mnist</c> puts its files.</summary>
    internal const string DebianFashionMnist = "/usr/share/datasets/fashion-mnist";

    /// <summary>The data set that ships inside, used where none is named.</summary>
    public static readonly DataCatalogEntry Embedded = new(
        EmbeddedFashionMnist.Name, "12,000 images of Fashion-MNIST (28×28, grey, 10 classes; 10,000 train, 2,000 test); ships inside; the default",
        EmbeddedFashionMnist.Read);

    /// <summary>All of them, the default first.</summary>
    public static readonly ImmutableArray<DataCatalogEntry> All =
    [
        Embedded,
        new("fashion-mnist", "Fashion-MNIST, whole (28×28, grey, 10 classes; 60,000 train, 10,000 test); Debian's package dataset-fashion-mnist, or downloaded (30 MB)",
            () => ReadFashionMnist(DebianFashionMnist, Cache())),
        new("mnist", "MNIST, handwritten digits (28×28, grey, 10 classes; 60,000 train, 10,000 test); downloaded (11 MB)",
            () => IdxFiles.ReadFolder(Cache().Fetch("mnist", Downloads.Mnist, "give the folder of its four IDX files instead of the name"), [])),
        new("cifar10", "CIFAR-10, photographs (32×32, colour, 10 classes; 50,000 train, 10,000 test); downloaded (170 MB)",
            () => CifarBinary.ReadArchive(Path.Combine(Cache().Fetch("cifar10", Downloads.Cifar10, "give the folder of its unpacked binary version instead of the name"), Downloads.Cifar10[0].Name))),
    ];

    /// <summary>The entry of a name, or null.</summary>
    public static DataCatalogEntry? Find(string name) => All.FirstOrDefault(entry => entry.Name == name);

    /// <summary>Fashion-MNIST from Debian's folder where it is whole, else from the cache.</summary>
    internal static RawDataSet ReadFashionMnist(string debianFolder, DownloadCache cache)
    {
        var isInstalled = Downloads.FashionMnist.All(file => File.Exists(Path.Combine(debianFolder, file.Name)));
        var folder = isInstalled ? debianFolder : cache.Fetch("fashion-mnist", Downloads.FashionMnist, "install Debian's package: apt-get install dataset-fashion-mnist");
        return IdxFiles.ReadFolder(folder, EmbeddedFashionMnist.Classes);
    }

    private static DownloadCache Cache() => new(DownloadCache.DefaultFolder, new SocketsHttpHandler());
}
