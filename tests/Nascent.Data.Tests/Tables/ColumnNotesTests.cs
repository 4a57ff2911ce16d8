namespace Nascent.Data.Tests.Tables;

public sealed class ColumnNotesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Notes(Func<int, string> column, Func<int, string>? label = null)
    {
        _folder.Write("t.csv", SampleFiles.Csv(120, i => $"{column(i)},{i * 31 % 17},{(label ?? Class)(i)}", "x,z,y"));
        return Load.From(_folder.File("t.csv"), new() { Label = "y" }).Notes.Select(note => note.Replace($"{_folder.Path}/", "", StringComparison.Ordinal));
    }

    private static string Class(int i) => i * i % 7 < 2 ? "cat" : "dog";

    [Fact]
    public void An_id_is_named() =>
        Notes(i => $"n{i}x").ShouldContain("t.csv: column 'x' has 120 different texts in 120 rows, as an id or a name has, which tells nothing of other rows; --ignore x leaves it out.");

    [Fact]
    public void A_number_of_the_row_is_named() =>
        Notes(i => $"{i + 1}").ShouldContain("t.csv: column 'x' numbers the rows, which tells only of their order in the file; --ignore x leaves it out.");

    [Fact]
    public void A_copy_of_the_label_is_named() =>
        Notes(i => $"is {Class(i)}").ShouldContain("t.csv: column 'x' tells the label nearly by itself, in 120 of 120 rows; if it is known only together with the label, scores will flatter; --ignore x leaves it out.");

    [Fact]
    public void A_number_that_parts_the_classes_is_named() =>
        Notes(i => $"{i * 1.5}", i => i < 50 ? "cat" : "dog").ShouldContain("t.csv: column 'x' tells the label by itself: each class has a range of its own; if it is known only together with the label, scores will flatter; --ignore x leaves it out.");

    [Fact]
    public void A_number_that_the_label_is_proportional_to_is_named() =>
        Notes(i => $"{i * 7 % 113}", i => $"{(i * 7 % 113 * 2.54) + 3:0.00}").ShouldContain(note => note.StartsWith("t.csv: column 'x' tells the label nearly by itself: the two are proportional"));

    [Fact]
    public void Columns_that_are_none_of_these_have_no_note() =>
        Notes(i => $"{(i * 7 % 11) + 0.5}").ShouldNotContain(note => note.Contains("--ignore"));

    [Fact]
    public void One_class_that_holds_most_samples_is_named() =>
        Notes(i => $"{(i * 7 % 11) + 0.5}", i => i % 20 == 0 ? "fraud" : "fine").ShouldContain(
            "t.csv: class 'fine' has 95.0 % of the samples, so always answering it has that accuracy; --maximize balanced_accuracy judges all classes alike, and --class-weights trains so.");
}
