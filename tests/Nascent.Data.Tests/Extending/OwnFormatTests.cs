using System.Collections.Immutable;
using Nascent.Data.Formats;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Extending;

public sealed class OwnFormatTests : IDisposable
{
    private static readonly DataFormats Formats = DataFormats.BuiltIn.With(OwnFormat.Description);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_table_of_an_own_format_is_what_the_same_table_is_as_csv()
    {
        var (lines, csv) = (_folder.File("things.records"), _folder.File("things.csv"));
        File.WriteAllLines(lines, Rows().Select(row => $$"""{"size": {{row.Size}}, "colour": "{{row.Colour}}", "label": "{{row.Label}}"}"""));
        File.WriteAllLines(csv, ["size,colour,label", .. Rows().Select(row => $"{row.Size},{row.Colour},{row.Label}")]);
        var (own, known) = (Read(lines), Read(csv));
        own.Prepared.Checksum.ShouldBe(known.Prepared.Checksum);
        own.Prepared.Name.ShouldBe("things");
        own.Notes.ShouldContain(note => note.StartsWith($"{lines}: column 'label', the last one, is predicted", StringComparison.Ordinal));

        var rows = RowFile.Read(lines, (Preprocessing.Table)own.Prepared.Preprocessing, formats: Formats);
        rows.Features.Length.ShouldBe(60 * rows.FeatureCount);
        (RowFile.IsNamedSo(lines, Formats), RowFile.IsNamedSo(lines)).ShouldBe((true, false));
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_told_by_the_formats_own_reader()
    {
        var path = _folder.File("things.records");
        File.WriteAllLines(path, ["{\"size\": 1, \"label\": \"a\"}", "[]"]);
        Should.Throw<NascentException>(() => Read(path)).Message.ShouldBe($"{path} line 2: found no JSON object, expected one that has the columns as fields.");
    }

    [Fact]
    public void A_file_of_unknown_kind_is_told_with_the_own_endings_too()
    {
        File.WriteAllText(_folder.File("things.json"), "");
        Should.Throw<NascentException>(() => Read(_folder.File("things.json"))).Message.ShouldContain(" .records");
    }

    [Fact]
    public void An_own_format_is_asked_before_the_others()
    {
        var own = DataFormat.OfTable("own", "words that are not separated by commas", [".csv"], _ => throw new NascentException("mine"));
        File.WriteAllText(_folder.File("things.csv"), "a,b\n1,2\n");
        Should.Throw<NascentException>(() => Read(_folder.File("things.csv"), DataFormats.BuiltIn.With(own))).Message.ShouldBe("mine");
    }

    [Fact]
    public void Images_of_an_own_format_are_read()
    {
        var data = Read(_folder.File("a.stack"), Stack(new byte[30 * 16], [.. Enumerable.Range(0, 30).Select(i => i % 2)])).Prepared;
        data.Train.Pixels().Height.ShouldBe(4);
        (data.Task as LearningTask.Classification)!.Classes.ShouldBe(["dark", "bright"]);
    }

    [Fact]
    public void What_a_reader_gives_is_checked()
    {
        TableError(new RawColumn.Numbers("a", [1, 2]), new RawColumn.Texts("b", ["x"])).ShouldBe("the format 'own' found 2 rows of the column 'a' and 1 of 'b', expected columns of one length.");
        TableError(new RawColumn.Numbers("a", [1]), new RawColumn.Numbers("a", [1])).ShouldBe("the format 'own' found 2 columns called 'a', expected different names.");
        TableError().ShouldBe("the format 'own' found no column, expected at least two.");
        ImageError(new byte[15], [0]).ShouldBe("the format 'own' found 15 bytes, expected 16: 1 images of 1×4×4.");
        ImageError(new byte[32], [1, 2]).ShouldBe("the format 'own' found the label 2, expected one from 0 to 1: it has 2 classes.");
        Should.Throw<NascentException>(() => DataFormat.OfTable("own", "", ["jsonl"], _ => [])).Message
            .ShouldBe("Data format 'own': found the endings 'jsonl', expected endings of file names that begin with a dot, such as .jsonl.");
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(int Size, string Colour, string Label)> Rows() => Enumerable.Range(0, 60).Select(i => (i * 7 % 60, i % 3 == 0 ? "red" : "blue", i * 7 % 60 < 30 ? "small" : "large"));

    private static DataFormats Stack(byte[] bytes, int[] labels) => DataFormats.BuiltIn.With(DataFormat.OfSamples("own", "grey images of 4×4", [".stack"],
        _ => (new LearningTask.Classification(["dark", "bright"]), new Samples(new SampleValues.Pixels(bytes, 1, 4, 4), new SampleTargets.Labels(labels)))));

    private string TableError(params ImmutableArray<RawColumn> columns) =>
        Error("a.own", DataFormats.BuiltIn.With(DataFormat.OfTable("own", "columns", [".own"], _ => columns)));

    private string ImageError(byte[] bytes, int[] labels) => Error("a.stack", Stack(bytes, labels));

    private string Error(string name, DataFormats formats) => Should.Throw<NascentException>(() => Read(_folder.File(name), formats)).Message.Replace($"{_folder.File(name)}: ", "");

    private static LoadedData Read(string path, DataFormats? formats = null)
    {
        if (!File.Exists(path))
            File.WriteAllText(path, "");
        return DataLoader.Load(DataSource.Resolve(path), DataOptions.Default, new Seed(1), formats ?? Formats);
    }
}
