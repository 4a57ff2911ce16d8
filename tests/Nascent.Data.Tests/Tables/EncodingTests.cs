using System.Text;

namespace Nascent.Data.Tests.Tables;

public sealed class EncodingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, bool> Encodings => new MatrixTheoryData<string, string, bool>(["utf-16", "utf-16BE"], [",", ";", "\t", "|"], [true, false]);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Text_of_two_bytes_a_character_is_read_with_every_separator(string name, string separator, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = string.Join("\r\n", Enumerable.Range(0, 60).Select(i => string.Join(separator, i, i % 7, i % 2 == 0 ? "Küche" : "Bad")).Prepend(string.Join(separator, "a", "b", "c")));
        _folder.Write("t.csv", [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        var loaded = Load.From(_folder.File("t.csv"));
        loaded.Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["a", "b"]);
        loaded.Prepared.Task.ShouldBeOfType<Tasks.LearningTask.Classification>().Classes.ShouldBe(["Bad", "Küche"]);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void Decimal_commas_separate_nothing_in_a_file_without_a_header(string separator)
    {
        _folder.Write("t.csv", string.Concat(Enumerable.Range(0, 60).Select(i => string.Join(separator, $"{i},5", $"{i % 7},25", i % 2 == 0 ? "cat" : "dog") + "\n")));
        Load.From(_folder.File("t.csv")).Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["column1", "column2"]);
    }
}
