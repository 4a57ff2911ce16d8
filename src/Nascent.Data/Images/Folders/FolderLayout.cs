using System.Collections.Immutable;
using Nascent.Data.Reading;

namespace Nascent.Data.Images.Folders;

/// <summary>How a folder of images is laid out: one folder a class, with or without folders train, val and test above them.</summary>
/// <param name="Root">The folder that holds classes or parts: the one that was named, or one below it where nothing else lies beside.</param>
/// <param name="HasParts">Whether the folders are parts rather than classes.</param>
/// <param name="Folders">The folders.</param>
internal sealed record FolderLayout(string Root, bool HasParts, ImmutableArray<FolderLayout.Top> Folders)
{
    private static readonly ImmutableDictionary<string, DataPart> PartNames = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, [
        KeyValuePair.Create("train", DataPart.Train), KeyValuePair.Create("training", DataPart.Train),
        KeyValuePair.Create("val", DataPart.Validation), KeyValuePair.Create("valid", DataPart.Validation), KeyValuePair.Create("validation", DataPart.Validation),
        KeyValuePair.Create("test", DataPart.Test), KeyValuePair.Create("testing", DataPart.Test)]);

    /// <summary>Whether the folder can be learned from: it has class folders with images, or a training folder with such.</summary>
    public bool HasClasses => HasParts || Folders.Count(top => top.HasDirect || top.HasBelow) > 1;

    /// <summary>Finds the layout of a folder, without an opinion whether it is right.</summary>
    public static FolderLayout Of(string folder)
    {
        while (true)
        {
            var tops = Look(folder);
            var holding = tops.Where(top => top.HasDirect || top.HasBelow).ToArray();
            if (holding is [{ HasDirect: false, Part: null } only] && !ImageFolder.FilesIn(folder).Any())
                folder = only.Path;   // the wrapper that archives come with
            else
                return new(folder, ArePartsIn(tops), tops);
        }
    }

    /// <summary>The part that a folder is named after, or null.</summary>
    public static DataPart? PartOf(string path) => PartNames.TryGetValue(Path.GetFileName(path), out var part) ? part : null;

    // A training folder is a part if it holds class folders; one with images in it is the class of trains, unless other parts hold class folders.
    private static bool ArePartsIn(ImmutableArray<Top> tops) =>
        tops.Any(top => top.Part == DataPart.Train && top.HasBelow && (!top.HasDirect || tops.Any(other => other != top && other is { Part: not null, HasBelow: true })));

    private static ImmutableArray<Top> Look(string folder) =>
    [
        .. ImageFolder.FoldersIn(folder).Select(path => new Top(path, PartOf(path), ImageFolder.FilesIn(path).Any(),
            ImageFolder.FoldersIn(path).Any(inner => ImageFolder.FilesBelow(inner).Any()))),
    ];

    /// <summary>One of the folders.</summary>
    /// <param name="Path">Where it is.</param>
    /// <param name="Part">The part that it is named after, or null.</param>
    /// <param name="HasDirect">Whether images lie in it.</param>
    /// <param name="HasBelow">Whether images lie in folders below it.</param>
    internal sealed record Top(string Path, DataPart? Part, bool HasDirect, bool HasBelow);
}
