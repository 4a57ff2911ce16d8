using System.Text.Json;
using Nascent.Data.Storage;
using Nascent.Tasks;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tests.Tables;

public sealed class NumberReadingTests
{
    [Theory]
    [InlineData("1,234.56", ',', 1234.56)]
    [InlineData("1,234,567", ',', 1234567)]
    [InlineData("12,34,567.5", ',', 1234567.5)]
    [InlineData("1234.5", ',', 1234.5)]
    [InlineData("1 234.5", ' ', 1234.5)]
    [InlineData("1\u00A0234\u202F567", ' ', 1234567)]
    [InlineData("1'234.5", '\'', 1234.5)]
    [InlineData("1\u2019234.5", '\'', 1234.5)]
    [InlineData("-5", null, -5)]
    [InlineData("\u22125.5", null, -5.5)]
    [InlineData("5.5-", null, -5.5)]
    [InlineData("(5.5)", null, -5.5)]
    [InlineData("+ 5", null, 5)]
    [InlineData("-1,234.5", ',', -1234.5)]
    [InlineData("1.5e3", null, 1500)]
    [InlineData(".5", null, 0.5)]
    [InlineData("5.", null, 5)]
    [InlineData("-inf", null, double.NegativeInfinity)]
    public void Numbers_with_a_decimal_point_are_read(string text, char? thousands, double expected)
    {
        new NumberReading('.', thousands).TryRead(text, out var value).ShouldBeTrue();
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("1.234,56", '.', 1234.56)]
    [InlineData("1.020", '.', 1020)]
    [InlineData("950", '.', 950)]
    [InlineData("1 234,56", ' ', 1234.56)]
    [InlineData("1,5", null, 1.5)]
    [InlineData("-0,5e2", null, -50)]
    public void Numbers_with_a_decimal_comma_are_read(string text, char? thousands, double expected)
    {
        new NumberReading(',', thousands).TryRead(text, out var value).ShouldBeTrue();
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("$1,234.50", "$", 1234.5)]
    [InlineData("-$1,234", "$", -1234)]
    [InlineData("$-1,234", "$", -1234)]
    [InlineData("($1,234)", "$", -1234)]
    [InlineData("£12", "£", 12)]
    [InlineData("12 €", "€", 12)]
    [InlineData("EUR 12.5", "EUR", 12.5)]
    [InlineData("12.5 kr", "kr", 12.5)]
    [InlineData("1,234", "$", 1234)]
    public void Amounts_of_money_are_read(string text, string currency, double expected)
    {
        new NumberReading('.', ',', Currency: currency).TryRead(text, out var value).ShouldBeTrue();
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("3.4%", 3.4)]
    [InlineData("3.4 %", 3.4)]
    [InlineData("-3.4%", -3.4)]
    [InlineData("(3.4%)", -3.4)]
    [InlineData("0", 0)]
    public void Per_cents_keep_their_unit(string text, double expected)
    {
        new NumberReading(Percent: true).TryRead(text, out var value).ShouldBeTrue();
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("1,23.4")]
    [InlineData("1,2345")]
    [InlineData("0,123")]
    [InlineData("1,234,56")]
    [InlineData("1.2.3")]
    [InlineData("12 kg")]
    [InlineData("€5")]
    [InlineData("3%")]
    [InlineData("--5")]
    [InlineData("5-6")]
    [InlineData("1e2e3")]
    [InlineData("abc")]
    public void What_does_not_fit_the_reading_is_no_number(string text) => new NumberReading('.', ',', Currency: "$").TryRead(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("None")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("—")]
    [InlineData("<NA>")]
    [InlineData("#N/A N/A")]
    [InlineData("#DIV/0!")]
    [InlineData("#VALUE!")]
    [InlineData("#NULL!")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".a")]
    [InlineData("n.a.")]
    [InlineData("N / A")]
    [InlineData("(null)")]
    [InlineData("\\N")]
    [InlineData("-1.#IND")]
    [InlineData("NaT")]
    [InlineData("missing")]
    [InlineData("Unknown")]
    [InlineData("not available")]
    public void Words_for_missing_are_read_as_missing(string text)
    {
        NumberReading.Plain.TryRead(text, out var value).ShouldBeTrue();
        value.ShouldBe(double.NaN);
    }

    [Fact]
    public void A_reading_is_kept_with_its_column_and_columns_of_old_files_are_read_plainly()
    {
        var table = new Preprocessing.Table([new TableColumn.Numeric("a", 1, 2, false) { Reading = new(',', '.', Currency: "€", Missing: ["-99"]) }, new TableColumn.Numeric("b", 1, 2, false)]);
        var json = JsonSerializer.Serialize(table, StorageJson.Default.Preprocessing);
        json.Split("\"reading\"").Length.ShouldBe(2);
        json.ShouldNotContain("source");
        var back = ((Preprocessing.Table)JsonSerializer.Deserialize(json, StorageJson.Default.Preprocessing)!).Columns.Cast<TableColumn.Numeric>().ToArray();
        back[0].TryRead("1.020 €", out var value).ShouldBeTrue();
        value.ShouldBe(1020);
        back[0].TryRead("-99", out value).ShouldBeTrue();
        value.ShouldBe(double.NaN);
        back[1].Reading.ShouldBeNull();
    }
}
