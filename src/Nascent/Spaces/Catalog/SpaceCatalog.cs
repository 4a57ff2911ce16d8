using System.Collections.Immutable;

namespace Nascent.Spaces.Catalog;

/// <summary>The ready spaces: one table of names, which the command line, the docs and the dashboard list.</summary>
public static class SpaceCatalog
{
    /// <summary>The space that is used where none is named and the data are images.</summary>
    public const string DefaultForImages = TinyCnn.Name;

    /// <summary>The space that is used where none is named and the data are tables.</summary>
    public const string DefaultForTables = Tabular.Name;

    /// <summary>The one for tables of more than <see cref="Tabular.MostFeatures"/> features.</summary>
    public const string DefaultForWideTables = Mlp.Name;

    /// <summary>Every ready space, defaults first.</summary>
    public static readonly ImmutableArray<CatalogEntry> All =
    [
        new(TinyCnn.Name, InputKind.Image, "small convolutional networks in three stages, for small images", TinyCnn.Create),
        new(Tabular.Name, InputKind.Table, "fully connected networks on features or functions of them, for tables", Tabular.Create),
        new(Mlp.Name, InputKind.Table, "fully connected networks, for tables", Mlp.Create),
        new(Mobile.Name, InputKind.Image, "stages of inverted bottlenecks with squeeze-and-excitation, at an open resolution", Mobile.Create),
        new(ElasticMobile.Name, InputKind.Image, "inverted bottlenecks of open size, for one supernet and many devices: images of 24 to 56 pixels", ElasticMobile.Create),
        new(ElasticMobile.LargeName, InputKind.Image, "the same for images of 64 to 224 pixels", ElasticMobile.CreateLarge),
        new(ElasticResNet.Name, InputKind.Image, "residual blocks of open size, for one supernet and many devices", ElasticResNet.Create),
        new(ElasticMlp.Name, InputKind.Table, "residual blocks of linear layers of open size, for one supernet and many devices", ElasticMlp.Create),
        new(NasNet.Name, InputKind.Image, "a normal and a reduction cell of two inputs, as in NASNet (Zoph et al. 2018)", () => NasNet.Create()),
        new(DartsCells.Name, InputKind.Image, "a normal and a reduction cell of two inputs, as in DARTS (Liu et al. 2019)", () => DartsCells.Create()),
        new(NasBench201.Name, InputKind.Image, "the cell and network of NAS-Bench-201 (Dong and Yang 2020)", () => NasBench201.Create()),
    ];

    /// <summary>Makes the space of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static SearchSpace Create(string name) =>
        (All.FirstOrDefault(entry => entry.Name == name) ?? throw NascentException.UnknownName("search space", name, All.Select(entry => entry.Name))).Create();
}
