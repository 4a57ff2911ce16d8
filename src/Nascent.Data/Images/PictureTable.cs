using Nascent.Data.Images.Sets;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Images;

/// <summary>A table that names image files: one column holds their paths, another what is predicted of them.</summary>
internal static class PictureTable
{
    // The rows that are looked at to tell whether a column holds paths.
    private const int Looked = 200;

    /// <summary>The column that holds paths, or null where the table is one of numbers and texts.</summary>
    /// <exception cref="NascentException">Paths are asked for and no column or several columns hold them.</exception>
    public static string? PathsIn(RawTable table, DataOptions options, LoadingLog log)
    {
        if (options.PathColumn is { } named)
            return TableTask.Find(table, "column of paths", named).Name;
        var folder = FolderOf(table, options);
        var texts = table.Columns.OfType<TypedColumn.Texts>().Where(column => column.Name != options.Label).ToArray();
        var holding = texts.Where(column => Share(column, text => ImageFile.IsNamedSo(text) && File.Exists(Path.Combine(folder, text))) >= 0.5).ToArray();
        if (holding.Length > 1)
            throw new NascentException($"{table.Origin}: found paths of images in the columns {string.Join(" and ", holding.Select(column => $"'{column.Name}'"))}, expected them in one; choose it with --path.");
        if (holding.Length == 1)
            return holding[0].Name;
        var likely = texts.FirstOrDefault(column => Share(column, ImageFile.IsNamedSo) >= 0.9);
        if (options.Images is not null)
        {
            throw new NascentException(likely is null
                ? $"{table.Origin}: found no column with paths of images below {folder}, expected one; name it with --path."
                : $"{table.Origin}: column '{likely.Name}' names images such as '{First(likely)}', of which fewer than half are in {folder}; correct --images.");
        }

        if (likely is not null)
            log.Note($"{table.Origin}: column '{likely.Name}' names images such as '{First(likely)}', which are not beside the table and were not read; --images says where they are.");
        return null;
    }

    /// <summary>Reads the images and what is to be predicted of them.</summary>
    /// <exception cref="NascentException">A column is missing, or files or rows are bad and skipping was not asked for.</exception>
    public static RawDataSet Read(RawTable table, string pathColumn, DataOptions options, LoadingLog log)
    {
        var others = table.Columns.Where(column => column.Name != pathColumn).ToArray();
        if (others.Length == 0)
            throw new NascentException($"{table.Origin}: found the column of paths '{pathColumn}' alone, expected another one that says what is predicted.");
        var labelName = TableTask.Find(table, "label column", options.Label ?? others[^1].Name).Name;
        if (options.Label is null)
            log.Note($"{table.Origin}: column '{labelName}', the last one, is predicted; --label chooses another.");
        var keyName = options.Split.DecidingColumn is { } name ? TableTask.Find(table, "split column", name).Name : null;
        table = ColumnKinds.Decide(table with { Columns = [.. table.Columns.Where(column => column.Name == pathColumn || column.Name == labelName || column.Name == keyName)] },
            options with { Label = labelName, Categorical = options.Categorical.Add(pathColumn) }, log);
        var key = keyName is null ? null : TableTask.Find(table, "split column", keyName);
        if (key is not null && options.Split is SplitRule.ByTime)
            (table, key) = TimeOrder.Apply(table, key, options, log);
        var label = TableTask.Find(table, "label column", labelName);
        (table, label, key) = TableTask.WithoutMissing(table, label, key, log);
        var folder = FolderOf(table, options);
        var paths = TableTask.Find(table, "column of paths", pathColumn) is TypedColumn.Texts texts ? texts.Values
            : throw new NascentException($"{table.Origin}: column '{pathColumn}' holds numbers, expected paths of images; choose another --path.");
        int[] there = [.. Enumerable.Range(0, table.Rows).Where(row => IsThere(table, row, pathColumn, paths[row], folder, log))];
        if (there.Length == 0)
            throw new NascentException($"{table.Origin}: found no row with an image and a label, expected at least 3.");
        (table, label, key) = (table.Take(there), label.Take(there), key?.Take(there));
        var images = new ImageSet(table.Origin, [.. there.Select(row => Path.Combine(folder, paths[row]))], [.. table.Parts]).Read(options, log);
        var (task, targets) = TableTask.TaskOf(table, label, options.Task, log);
        var unused = others.Where(column => column.Name != label.Name && column.Name != key?.Name).Select(column => $"'{column.Name}'").ToArray();
        log.Note($"{table.Origin}: images are read from the paths of column '{pathColumn}'{(unused.Length == 0 ? "" : $"; {(unused.Length == 1 ? "column" : "columns")} {string.Join(", ", unused.Take(5))}{(unused.Length > 5 ? ", …" : "")} {(unused.Length == 1 ? "is" : "are")} not used")}.");
        return new(table.Origin, images.Values, targets.Take(images.Kept), task, Array.ConvertAll(images.Kept, i => table.Parts[i]),
            key is null ? null : key.ToRaw().Take(images.Kept))
        {
            Reading = images.Reading,
            Wide = images.Wide,
            HasColumns = true,
        };
    }

    private static bool IsThere(RawTable table, int row, string column, string path, string folder, LoadingLog log)
    {
        if (path.Length > 0 && File.Exists(Path.Combine(folder, path)))
            return true;
        log.Bad(path.Length == 0 ? $"{table.PlaceOf(row)}: the path in '{column}' is missing, expected the name of an image"
            : $"{table.PlaceOf(row)}, column '{column}': found '{path}', which is no file in {folder}, expected an image");
        return false;
    }

    private static string FolderOf(RawTable table, DataOptions options) =>
        options.Images ?? (Directory.Exists(table.Origin) ? table.Origin : Path.GetDirectoryName(Path.GetFullPath(table.Origin))!);

    private static double Share(TypedColumn.Texts column, Func<string, bool> holds)
    {
        string[] some = [.. column.Values.Where(text => text.Length > 0).Take(Looked)];
        return some.Length == 0 ? 0 : (double)some.Count(holds) / some.Length;
    }

    private static string First(TypedColumn.Texts column) => column.Values.First(text => text.Length > 0);
}
