using Nascent.Tasks;

namespace Nascent.Data.Tests.Tables;

public sealed class ColumnOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private LoadedData From(Func<int, string> row, string header, DataOptions options)
    {
        _folder.Write("t.csv", SampleFiles.Csv(120, row, header));
        return Load.From(_folder.File("t.csv"), options with { Label = options.Label ?? "y" });
    }

    private static Dictionary<string, TableColumn> Columns(LoadedData data) => ((Preprocessing.Table)data.Prepared.Preprocessing).Columns.ToDictionary(column => column.Name);

    private static string Row(int i) => $"{i},{100 + (i % 7)},{(i % 3 == 0 ? "NA" : "EU")},{(i % 2 == 0 ? "cat" : "dog")}";

    private const string Header = "id,code,region,y";

    [Fact]
    public void Columns_are_left_out_and_kept_as_categories_by_name()
    {
        var columns = Columns(From(Row, Header, new() { Ignore = ["id"], Categorical = ["code"], NotMissing = ["na"] }));
        columns.Keys.ShouldBe(["code", "region"], ignoreOrder: true);
        columns["code"].ShouldBeOfType<TableColumn.Categorical>().Categories.Length.ShouldBe(7);
        columns["region"].ShouldBeOfType<TableColumn.Categorical>().Categories.ShouldBe(["EU", "NA"]);
    }

    [Fact]
    public void NA_can_be_a_class() =>
        From(Row, Header, new() { Label = "region", NotMissing = ["NA"] }).Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["EU", "NA"]);

    [Fact]
    public void A_number_can_stand_for_missing_and_does_so_at_prediction_too()
    {
        var x = Columns(From(i => $"{(i % 5 == 0 ? "-99" : $"{i}")},{i % 4},{(i % 2 == 0 ? "cat" : "dog")}", "x,z,y", new() { Missing = ["-99"] }))["x"].ShouldBeOfType<TableColumn.Numeric>();
        x.HasMissing.ShouldBeTrue();
        x.TryRead("-99", out var value).ShouldBeTrue();
        value.ShouldBe(double.NaN);
    }

    [Fact]
    public void A_column_that_must_be_numbers_names_the_cell_that_is_none_or_leaves_its_row_out()
    {
        static string Row(int i) => $"{(i % 8 == 0 ? $"{i} kg" : $"{i}")},{i % 4},{(i % 2 == 0 ? "cat" : "dog")}";
        Should.Throw<NascentException>(() => From(Row, "x,z,y", new() { Numeric = ["x"] })).Message.ShouldEndWith("t.csv line 2, column 'x': found '0 kg', expected a number as in 105 of 120 rows; correct it, or pass --skip-bad to leave it out.");
        var loaded = From(Row, "x,z,y", new() { Numeric = ["x"], SkipBad = true });
        Columns(loaded)["x"].ShouldBeOfType<TableColumn.Numeric>();
        loaded.Skipped.ShouldBe(15);
    }

    [Theory]
    [InlineData("--ignore")]
    [InlineData("--categorical")]
    [InlineData("--numeric")]
    public void Names_of_no_column_are_refused_with_the_nearest(string option) =>
        Should.Throw<NascentException>(() => From(Row, Header, new() { Ignore = option == "--ignore" ? ["ids"] : [], Categorical = option == "--categorical" ? ["ids"] : [], Numeric = option == "--numeric" ? ["ids"] : [] }))
            .Message.ShouldEndWith($"t.csv: Unknown column of {option} 'ids': expected one of id, code, region, y. Did you mean 'id'?");

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        Should.Throw<NascentException>(() => From(Row, Header, new() { Ignore = ["y"] })).Message.ShouldBe("--ignore: found 'y', which is the label, expected columns that can be left out.");
        Should.Throw<NascentException>(() => From(Row, Header, new() { Numeric = ["id"], Categorical = ["id"] })).Message.ShouldBe("--categorical and --numeric: found 'id' in both, expected it in one of them.");
        Should.Throw<NascentException>(() => From(Row, Header, new() { Missing = ["NA"], NotMissing = ["na"] })).Message.ShouldBe("--missing and --not-missing: found 'NA' in both, expected it in one of them.");
    }

    [Fact]
    public void A_first_line_of_numbers_that_holds_the_label_is_the_header()
    {
        var columns = Columns(From(i => $"{i},{i % 9},{(i % 2 == 0 ? "cat" : "dog")}", "2019,2020,answer", new() { Label = "answer" }));
        columns.Keys.ShouldBe(["2019", "2020"]);
    }

    [Fact]
    public void A_label_that_no_column_has_in_a_file_without_a_header_tells_how_to_read_one() =>
        Should.Throw<NascentException>(() => From(i => $"{i},{i % 9},{(i % 2 == 0 ? "cat" : "dog")}", "2019,2020,answer", new() { Label = "answr" })).Message
            .ShouldEndWith("t.csv: Unknown label column 'answr': expected one of column1, column2, column3. Line 1 was read as data; if its cells 2019, 2020, answer are the names of the columns, pass --header yes.");
}
