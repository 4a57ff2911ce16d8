using Nascent.Data.Images;
using Nascent.Data.Images.Folders;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Formats;

/// <summary>A folder of tables, as against one of images that a table happens to lie in.</summary>
internal static class FolderOfTables
{
    /// <summary>Whether a folder holds a training table and no class folders of images.</summary>
    public static bool Is(string folder) => TableFolder.IsOne(folder) && !ClassFolders.AreWholeIn(folder);

    /// <summary>Reads its tables.</summary>
    /// <exception cref="NascentException">A table is bad, or has other columns than the first.</exception>
    public static RawDataSet Read(string folder, DataOptions options, LoadingLog log)
    {
        var data = TableForm.ToDataSet(TableFolder.Read(folder, options, log), options, log);
        if (!data.HasColumns && ImageFolder.FilesBelow(folder).FirstOrDefault() is { } image)
            log.Note($"{folder}: the tables were read, images such as {Path.GetRelativePath(folder, image)} were not; if a column names them, --path chooses it and --images says where they are.");
        return data;
    }
}
