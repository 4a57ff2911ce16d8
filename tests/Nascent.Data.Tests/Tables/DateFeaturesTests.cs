using System.Globalization;
using System.Text.Json;
using Nascent.Data.Loading;
using Nascent.Data.Storage;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Tables;

public sealed class DateFeaturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private LoadedData From(Func<int, string> date, DataOptions? options = null)
    {
        _folder.Write("t.csv", SampleFiles.Csv(120, i => $"\"{date(i)}\",{i % 5},{i}.5", "when,z,y"));
        return Load.From(_folder.File("t.csv"), options ?? new() { Label = "y" });
    }

    private static TableColumn[] Columns(LoadedData data) => [.. ((Preprocessing.Table)data.Prepared.Preprocessing).Columns];

    private static DateTime At(int i) => new DateTime(2022, 11, 7, 0, 0, 0).AddDays(5 * i);

    [Theory]
    [InlineData("dd.MM.yyyy")]
    [InlineData("MM/dd/yyyy")]
    [InlineData("yyyy-MM-dd")]
    [InlineData("yyyyMMdd")]
    [InlineData("MMM d, yyyy")]
    public void Dates_give_numbers_that_are_read_so_at_prediction(string form)
    {
        var loaded = From(i => At(i).ToString(form, CultureInfo.InvariantCulture));
        Columns(loaded).Select(column => column.Name).ShouldBe(
            ["when.days", "when.year", "when.month", "when.day", "when.weekday", "when.year_sin", "when.year_cos", "when.week_sin", "when.week_cos", "z"]);
        loaded.Notes.ShouldContain(note => note.Contains("column 'when' was read as dates, which give when.days, when.year, "));
        var stored = (Preprocessing.Table)JsonSerializer.Deserialize(JsonSerializer.Serialize(loaded.Prepared.Preprocessing, StorageJson.Default.Preprocessing), StorageJson.Default.Preprocessing)!;
        _folder.Write("rows.csv", $"z,when\n1,\"{new DateTime(2024, 2, 1).ToString(form, CultureInfo.InvariantCulture)}\"\n");
        var rows = RowFile.Read(_folder.File("rows.csv"), stored);
        double Value(string name) => ((RawColumn.Numbers)rows.Raw.Single(column => column.Name == name)).Values[0];
        (Value("when.year"), Value("when.month"), Value("when.day"), Value("when.weekday"), Value("when.days")).ShouldBe((2024, 2, 1, 4, 19754));
        Value("when.year_sin").ShouldBe(Math.Sin(2 * Math.PI * 31 / 366), 1e-6);
    }

    [Fact]
    public void Times_of_day_give_hours() =>
        Columns(From(i => At(i).AddMinutes(37 * i).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))).Select(column => column.Name).ShouldContain("when.hour");

    [Fact]
    public void Missing_dates_are_missing_numbers() =>
        Columns(From(i => i % 9 == 0 ? "n.a." : At(i).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)))[0].ShouldBeOfType<TableColumn.Numeric>().HasMissing.ShouldBeTrue();

    [Fact]
    public void Dates_that_leave_day_and_month_open_are_texts_with_a_note_or_read_in_the_order_that_is_given()
    {
        static string Date(int i) => $"{1 + (i % 12):00}/{1 + (i / 12):00}/2023";
        var loaded = From(Date);
        Columns(loaded)[0].ShouldBeOfType<TableColumn.Categorical>();
        loaded.Notes.ShouldContain(note => note.Contains("column 'when' has dates such as '01/01/2023', and no row tells which number is the day"));
        Columns(From(Date, new() { Label = "y", Dates = Tasks.Cells.DateOrder.DayFirst })).Select(column => column.Name).ShouldContain("when.month");
    }

    [Fact]
    public void A_cell_that_is_no_date_names_its_line() =>
        Should.Throw<NascentException>(() => From(i => i == 7 ? "soon" : At(i).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture))).Message
            .ShouldEndWith("t.csv line 9, column 'when': found 'soon', expected a date as in 119 of 120 rows; correct it, or pass --skip-bad to leave it out.");

    [Fact]
    public void A_column_of_dates_can_stay_texts_or_be_left_out()
    {
        string Date(int i) => At(i).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
        Columns(From(Date, new() { Label = "y", Categorical = ["when"] }))[0].ShouldBeOfType<TableColumn.Categorical>();
        Columns(From(Date, new() { Label = "y", Ignore = ["when"] })).Select(column => column.Name).ShouldBe(["z"]);
    }
}
