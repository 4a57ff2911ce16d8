using System.Collections.Immutable;
using Nascent.Data.Images.Sets;
using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Images.Folders;

/// <summary>A folder of images as a data set: folders say the classes and, perhaps, the parts.</summary>
internal static class ClassFolders
{
    /// <summary>Whether a folder may hold images, below it or in it.</summary>
    public static bool AreIn(string folder) => ImageFolder.FoldersIn(folder).Length > 0 || ImageFolder.FilesIn(folder).Any();

    /// <summary>Whether a folder is laid out as class folders with images, whatever else lies in it.</summary>
    public static bool AreWholeIn(string folder) => FolderLayout.Of(folder).HasClasses;

    /// <summary>Reads all images.</summary>
    /// <exception cref="NascentException">The folder is laid out in another way, or a file is bad and skipping was not asked for.</exception>
    public static RawDataSet Read(string folder, DataOptions options, LoadingLog log)
    {
        var files = new FolderFiles(folder, log).List();
        var images = new ImageSet(folder, [.. files.Select(file => file.Path)], [.. files.Select(file => file.Part)]).Read(options, log);
        var classes = files.Select(file => file.Class).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return new(folder, images.Values,
            new SampleTargets.Labels(Array.ConvertAll(images.Kept, i => classes.BinarySearch(files[i].Class, StringComparer.Ordinal))),
            new LearningTask.Classification(classes),
            Array.ConvertAll(images.Kept, i => files[i].Part))
        {
            Reading = images.Reading,
            Wide = images.Wide,
        };
    }
}
