using System.Collections.Immutable;
using Nascent.Data.Arrays;
using Nascent.Data.Images;
using Nascent.Data.Images.Folders;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Formats;

/// <summary>A table of the formats that data is read from.</summary>
/// <param name="All">The entries. The first that fits a file or folder reads it.</param>
public sealed record DataFormats(ImmutableArray<DataFormat> All)
{
    /// <summary>CSV, which a file of rows is taken for where its name says nothing.</summary>
    internal static readonly TableForm Csv = new(CsvTable.Names, CsvTable.Read, CsvTable.HeaderOf) { ReadRows = CsvRows.Read };

    /// <summary>The formats of this program; a new one needs its reader and an entry here. Those that fit more come later.</summary>
    public static DataFormats BuiltIn { get; } = new(
    [
        new("idx", "MNIST's arrays: a file of images (idx3 in its name) with a file of labels (idx1) next to it, or a folder of such pairs; also .gz")
        {
            Meaning = "grey images as bytes; one class for each number of the labels; t10k or test in a name makes the test set",
            File = new(IdxFiles.Names, (path, _, _) => IdxFiles.ReadFile(path, [])),
            Folder = new("IDX files", IdxFiles.AreIn, (path, _, _) => IdxFiles.ReadFolder(path, [])),
        },
        new("cifar", "CIFAR-10 or CIFAR-100 in the binary version: a .bin file, or a folder of such batches; also .gz")
        {
            Meaning = "colour images of 32×32; the label is the class, of CIFAR-100 the fine one; test in a name makes the test set",
            File = new(CifarBinary.Names, (path, _, _) => CifarBinary.ReadFile(path)),
            Folder = new("batches of CIFAR", CifarBinary.AreIn, (path, _, _) => CifarBinary.ReadFolder(path)),
        },
        new("cifar-archive", "CIFAR-10 or CIFAR-100 in the archive that you download: .tar or .tar.gz")
        {
            Meaning = "as the folder inside it",
            File = new(CifarBinary.ArchiveNames, (path, _, _) => CifarBinary.ReadArchive(path)),
        },
        new("npz", "NumPy arrays: .npz with x and y, with images and labels, or with x_train and y_train (also _val, _test)")
        {
            Meaning = "two dimensions are columns x1, x2, …; three are grey images; four are images, channels first or last; whole numbers of y are classes, others numbers",
            File = new(NpzFile.Names, NpzFile.Read),
        },
        new("json-lines", "a table: .jsonl or .ndjson with one object of plain values per line; also .gz")
        {
            Meaning = "the properties are the columns; numbers are numbers, all else is text; properties that a line lacks are missing",
            File = new TableForm(JsonLinesTable.Names, (path, _, log) => JsonLinesTable.Read(path, log)),
        },
        new("parquet", "a table: .parquet with flat columns of numbers, texts, booleans and dates")
        {
            Meaning = "the file's types decide: numbers, dates as seconds since 1970, texts and booleans as categories; --numeric reads texts as numbers",
            File = new TableForm(ParquetTable.Names, (path, _, log) => ParquetTable.Read(path, log)) { ReadRows = (path, _, _) => RowTable.Of(ParquetTable.ReadUnchecked(path)) },
        },
        new("csv", "a table: .csv, .tsv, .txt or .data, or a folder with train.csv and perhaps validation.csv and test.csv; also .gz")
        {
            Meaning = "each column as a whole: numbers as people write them, dates, else categories; the label is the last column or --label",
            File = Csv,
            Folder = new(null, FolderOfTables.Is, FolderOfTables.Read),
        },
        new("images", "a folder with one sub-folder per class, perhaps inside train, val and test; PNG, JPEG, GIF, TIFF, BMP, WebP")
        {
            Meaning = "the folders are the classes; images are fitted to one size",
            Folder = new("one sub-folder of images for each class", ClassFolders.AreIn, ClassFolders.Read),
        },
    ]);

    private IEnumerable<FileForm> Files => All.Select(format => format.File).OfType<FileForm>();

    /// <summary>These formats and another one, which is asked first.</summary>
    public DataFormats With(DataFormat format) => new(All.Insert(0, format));

    /// <summary>The format of a file by its name.</summary>
    /// <exception cref="NascentException">It is none of these.</exception>
    internal FileForm OfFile(string path) => Files.FirstOrDefault(file => file.Names.Fit(path))
        ?? throw new NascentException(ImageFile.IsNamedSo(path)
            ? $"{path}: found a single image, expected a folder with one sub-folder of images for each class, or a table that names images and their labels."
            : $"{path}: found a file of unknown kind, expected its name {NamesInWords()}.");

    /// <summary>The format of a folder by what is in it.</summary>
    /// <exception cref="NascentException">It is none of these.</exception>
    internal FolderForm OfFolder(string folder)
    {
        FolderForm[] known = [.. All.Select(format => format.Folder).OfType<FolderForm>()];
        if (Array.Find(known, form => form.IsIn(folder)) is { } found)
            return found;
        string[] holds = [.. known.Select(form => form.Holds).OfType<string>()];
        throw new NascentException($"{folder}: found no data, expected {holds[^1]}, {string.Join(", or ", holds[..^1])}.");
    }

    /// <summary>The format of a file of rows by its name, or null.</summary>
    internal TableForm? OfTable(string path) => Files.OfType<TableForm>().FirstOrDefault(file => file.Names.Fit(path));

    /// <summary>What the data of a file or folder is called: its name without the endings of formats and compression.</summary>
    internal string NameOf(string path) => FileNames.Bare(path, Files.Reverse().SelectMany(file => file.Names.Endings));

    // What is known best, tables, comes last in the table and first in words.
    private string NamesInWords()
    {
        FileNames[] names = [.. Files.Select(file => file.Names).Reverse()];
        var said = names.SelectMany(name => name.Said).ToLookup(FileNames.IsEnding);
        var plain = names.Where(name => !name.AlsoGzipped).SelectMany(name => name.Said);
        return $"to end in {Listed(said[true], "or")}, or to hold {Listed(said[false], "or")} (each but {Listed(plain, "and")} also with .gz)";
    }

    private static string Listed(IEnumerable<string> items, string word) =>
        items.ToArray() is [.. [_, ..] first, var last] ? $"{string.Join(", ", first)} {word} {last}" : string.Concat(items);
}
