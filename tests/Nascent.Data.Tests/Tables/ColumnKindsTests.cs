using System.Globalization;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Tables;

public sealed class ColumnKindsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private LoadedData From(Func<int, string> row, string header, DataOptions? options = null, string name = "t.csv", int rows = 120)
    {
        _folder.Write(name, SampleFiles.Csv(rows, row, header));
        return Load.From(_folder.File(name), options ?? new() { Label = "y" });
    }

    private static Dictionary<string, TableColumn> Columns(LoadedData data) => ((Preprocessing.Table)data.Prepared.Preprocessing).Columns.ToDictionary(column => column.Name);

    private static double[] All(LoadedData data, string name) => [.. new[] { data.Prepared.Train, data.Prepared.Validation, data.Test.Samples }
        .SelectMany(part => ((RawColumn.Numbers)part.Columns().Raw.Single(column => column.Name == name)).Values.Select(value => (double)value)).Order()];

    private static string German(double value, string form) => string.Concat(value.ToString(form, CultureInfo.InvariantCulture).Select(mark => mark == ',' ? '.' : mark == '.' ? ',' : mark));

    private static string Class(int i) => i % 2 == 0 ? "cat" : "dog";

    [Theory]
    [InlineData("None")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("<NA>")]
    [InlineData("#N/A N/A")]
    [InlineData("#DIV/0!")]
    [InlineData(".")]
    [InlineData("n.a.")]
    [InlineData("missing")]
    [InlineData("unknown")]
    [InlineData("not weighed")]
    public void Words_for_missing_leave_a_column_one_of_numbers(string word)
    {
        var loaded = From(i => $"{(i % 8 == 0 ? word : $"{i}.25")},{Class(i)}", "x,y");
        Columns(loaded)["x"].ShouldBeOfType<TableColumn.Numeric>().TryRead(word, out var value).ShouldBeTrue();
        value.ShouldBe(double.NaN);
        All(loaded, "x").Count(double.IsNaN).ShouldBe(15);
        loaded.Notes.ShouldContain(note => note.Contains($"'{word}' stands for missing values among the numbers of 'x'"));
    }

    [Theory]
    [InlineData("None")]
    [InlineData("-")]
    [InlineData("unknown")]
    public void Among_texts_such_a_word_is_a_category(string word) =>
        Columns(From(i => $"{(i % 3 == 0 ? word : i % 3 == 1 ? "red" : "blue")},{i},{Class(i)}", "x,z,y"))["x"].ShouldBeOfType<TableColumn.Categorical>().Categories.ShouldContain(word);

    [Theory]
    [InlineData("\"{0:#,0.00}\"", 1)]
    [InlineData("\"${0:#,0.00}\"", 1)]
    [InlineData("\"({0:#,0.00})\"", -1)]
    [InlineData("{0:0.0#} €", 1)]
    [InlineData("{0:0.0#}%", 1)]
    [InlineData("\u2212{0:0.0#}", -1)]
    [InlineData("{0:0.0#}-", -1)]
    public void Numbers_as_people_write_them_are_numbers(string form, int sign)
    {
        var loaded = From(i => $"{string.Format(CultureInfo.InvariantCulture, form, 700.25 + (i * 10))},{Class(i)}", "x,y");
        All(loaded, "x").ShouldBe([.. Enumerable.Range(0, 120).Select(i => sign * (700.25 + (i * 10))).Order()]);
        loaded.Notes.ShouldContain(note => note.Contains("column 'x' has numbers such as "));
    }

    [Theory]
    [InlineData(";", "t.csv")]
    [InlineData("\t", "t.tsv")]
    public void A_decimal_comma_with_points_between_groups_is_read(string separator, string name)
    {
        var loaded = From(i => string.Join(separator, German(700.25 + (i * 10), "N2"), Class(i)), $"x{separator}y", name: name);
        All(loaded, "x").ShouldBe([.. Enumerable.Range(0, 120).Select(i => 700.25 + (i * 10))]);
    }

    [Theory]
    [InlineData(",", '.')]
    [InlineData(".", ',')]
    public void Whether_a_mark_divides_groups_or_a_fraction_is_told_by_the_other_columns(string fraction, char groups)
    {
        var loaded = From(i => $"{1001 + i}".Insert(1, groups.ToString()) + $";0{fraction}{i:00}7;{Class(i)}", "x;z;y");
        All(loaded, "x").ShouldBe([.. Enumerable.Range(1001, 120).Select(i => (double)i)]);
        loaded.Notes.ShouldContain(note => note.Contains("column 'x' has numbers such as '1" + groups) && note.Contains("other columns have a decimal"));
        From(i => $"1{fraction}{i + 101};0{fraction}{i:00}7;{Class(i)}", "x;z;y").ShouldSatisfyAllConditions(plain => All(plain, "x").Max().ShouldBeLessThan(2));
    }

    [Fact]
    public void Short_numbers_beside_groups_of_three_tell_that_a_point_divides_groups()
    {
        var loaded = From(i => $"{German(600 + (i * 10), "N0")};{i};{Class(i)}", "x;z;y");
        All(loaded, "x").ShouldBe([.. Enumerable.Range(0, 120).Select(i => 600.0 + (i * 10))]);
        Columns(loaded)["x"].ShouldBeOfType<TableColumn.Numeric>().TryRead("1.020", out var value).ShouldBeTrue();
        value.ShouldBe(1020);
    }

    [Fact]
    public void Fractions_of_free_length_stay_fractions()
    {
        var loaded = From(i => $"{(i % 2 == 0 ? 1 + (i / 1000.0) : i)};{i};{Class(i)}", "x;z;y");
        All(loaded, "x").ShouldContain(1.002);
        Columns(loaded)["x"].ShouldBeOfType<TableColumn.Numeric>().Reading.ShouldBeNull();
    }

    [Fact]
    public void Numbers_in_several_currencies_are_no_numbers() =>
        Columns(From(i => $"{(i % 2 == 0 ? "$" : "£")}{i % 7},{i},{Class(i)}", "x,z,y"))["x"].ShouldBeOfType<TableColumn.Categorical>();

    [Fact]
    public void A_label_of_such_numbers_is_predicted_as_numbers()
    {
        var loaded = From(i => $"{i},\"${1000 + (i * 7.5):#,0.00}\"", "x,y");
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Regression>().Mean.ShouldBe(1446.25, 60);
    }

    [Fact]
    public void Classes_that_are_numbers_beside_a_word_stay_classes() =>
        From(i => $"{i},{(i % 3 == 0 ? "none" : i % 3 == 1 ? "1" : "2")}", "x,y").Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["1", "2", "none"]);

    [Fact]
    public void A_column_of_texts_that_is_mostly_numbers_is_named() =>
        From(i => $"{(i % 8 == 0 ? $"{i} kg" : $"{i}")},{i},{Class(i)}", "x,z,y").Notes
            .ShouldContain($"{_folder.Path}/t.csv: column 'x' was read as 120 categories: 105 of 120 cells are numbers, others are such as '0 kg', '8 kg', '16 kg'; --numeric x reads it as numbers.");

    [Fact]
    public void A_first_line_of_such_numbers_is_no_header()
    {
        _folder.Write("t.csv", string.Concat(Enumerable.Range(0, 60).Select(i => $"\"${1000 + i:#,0}\",{Class(i)}\n")));
        Load.From(_folder.File("t.csv")).Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["column1"]);
        _folder.Write("t.csv", SampleFiles.Csv(60, i => $"\"${1000 + i:#,0}\",{Class(i)}", "unknown,y"));
        Load.From(_folder.File("t.csv")).Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["unknown"]);
    }
}
