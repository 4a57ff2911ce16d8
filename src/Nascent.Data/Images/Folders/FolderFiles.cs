using Nascent.Data.Images.Decoding;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Images.Folders;

/// <summary>The files of a folder of images, and what is said of others.</summary>
/// <param name="folder">The folder that the user named.</param>
/// <param name="log">What notes and bad folders go to.</param>
internal sealed class FolderFiles(string folder, LoadingLog log)
{
    private readonly List<LabelledFile> _files = [];
    private readonly List<string> _others = [];
    private (int Count, string Example) _nested = (0, "");

    /// <summary>Lists them, class by class.</summary>
    /// <exception cref="NascentException">The folder is laid out in another way, or a class folder is bad and skipping was not asked for.</exception>
    public IReadOnlyList<LabelledFile> List()
    {
        var layout = FolderLayout.Of(folder);
        Check(layout);
        foreach (var (path, part) in layout.HasParts ? Parts(layout) : [(layout.Root, DataPart.Any)])
            AddClasses(path, part);
        NoteRest(layout);
        return _files;
    }

    private static void Check(FolderLayout layout)
    {
        if (layout.Folders.Length == 0)
            throw new NascentException($"{layout.Root}: found images but no sub-folders, expected one sub-folder for each class, named like the class.");
        if (layout.HasParts || layout.Folders.Any(top => top.Part is null))
            return;
        var names = string.Join(" and ", layout.Folders.Select(top => Path.GetFileName(top.Path)));
        if (layout.Folders.All(top => top.Part != DataPart.Train))
            throw new NascentException($"{layout.Root}: found {names} but no folder 'train', expected train, and if you like val and test.");
        throw new NascentException($"{layout.Root}: found {names} without class folders in them, expected in each one sub-folder for each class; if {names} are the classes, rename them, such as 'train_'.");
    }

    private IEnumerable<(string Path, DataPart Part)> Parts(FolderLayout layout)
    {
        foreach (var top in layout.Folders)
        {
            if (top.Part is not { } part)
                log.Bad($"{top.Path}: found a folder beside 'train' of {layout.Root}, expected only train, val and test there");
            else if (top.HasBelow)
                yield return (top.Path, part);
            else if (top.HasDirect)
                log.Bad($"{top.Path}: found {ImageFolder.FilesIn(top.Path).Count():N0} images without class folders, expected one sub-folder for each class as in 'train'; images without classes are for 'nascent predict', so move them out");
            else
                log.Bad($"{top.Path}: found no images, expected one sub-folder of images for each class");
        }
    }

    private void AddClasses(string path, DataPart part)
    {
        foreach (var classFolder in ImageFolder.FoldersIn(path))
        {
            var files = ImageFolder.FilesBelow(classFolder).ToArray();
            if (files.Length == 0)
                log.Bad($"{classFolder}: found no images, expected at least one {ImageLimits.Formats} file of the class");
            _files.AddRange(files.Select(file => new LabelledFile(file, Path.GetFileName(classFolder), part)));
            _others.AddRange(ImageFolder.OtherFilesIn(classFolder));
            var nested = files.Where(file => Path.GetDirectoryName(file) != classFolder).ToArray();
            if (nested.Length > 0)
                _nested = (_nested.Count + nested.Length, _nested.Count > 0 ? _nested.Example : Path.GetRelativePath(folder, nested[0]));
        }
    }

    private void NoteRest(FolderLayout layout)
    {
        if (layout.Root != folder)
            log.Note($"{folder}: images were read from {Path.GetRelativePath(folder, layout.Root)}, the one folder that holds any.");
        if (_nested.Count > 0)
            log.Note($"{folder}: {_nested.Count:N0} images in folders inside class folders, such as {_nested.Example}, were read as images of the class above.");
        var loose = layout.Folders.Where(_ => layout.HasParts).Select(top => top.Path).Prepend(layout.Root).SelectMany(ImageFolder.FilesIn).ToArray();
        if (loose.Length > 0)
            log.Note($"{folder}: {loose.Length:N0} image{(loose.Length == 1 ? "" : "s")} outside class folders, such as {Path.GetRelativePath(folder, loose[0])}, {(loose.Length == 1 ? "was" : "were")} left out.");
        if (TableFolder.IsOne(folder))
            log.Note($"{folder}: class folders of images were read, the tables beside them were not; to learn from a table, name its file.");
        if (_others.Count > 0)
        {
            var endings = _others.CountBy(file => Path.GetExtension(file).ToLowerInvariant()).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(3).Select(pair => pair.Key.Length > 0 ? pair.Key : "no ending");
            log.Note($"{folder}: {_others.Count:N0} files are not named like images ({string.Join(", ", endings)}) and were left out.");
        }
    }
}
