using System.Globalization;

namespace Nascent.Data.Tests.Splits;

public sealed class TimeSplitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private LoadedData From(Func<int, string> time, DataOptions? options = null, int rows = 200)
    {
        _folder.Write("t.csv", SampleFiles.Csv(rows, i => $"\"{time(i * 77 % rows)}\",{i * 77 % rows},{i % 13}.5", "day,n,y"));
        return Load.From(_folder.File("t.csv"), (options ?? new()) with { Label = "y", Split = SplitRule.Parse("time:day") });
    }

    private static double[] N(Samples samples) => [.. ((RawColumn.Numbers)samples.Columns().Raw[0]).Values.Select(value => (double)value).Order()];

    [Theory]
    [InlineData("MM/dd/yyyy")]
    [InlineData("M/d/yyyy")]
    [InlineData("M/d/yyyy h:mm tt")]
    [InlineData("M/d/yyyy H:mm")]
    [InlineData("dd.MM.yyyy")]
    [InlineData("dd/MM/yyyy")]
    [InlineData("dd-MM-yyyy HH:mm:ss")]
    [InlineData("dd.MM.yyyy HH:mm")]
    [InlineData("yyyy/MM/dd")]
    [InlineData("yyyy.MM.dd")]
    [InlineData("yyyy-M-d")]
    [InlineData("yyyyMMdd")]
    [InlineData("yyyyMMdd'T'HHmmss")]
    [InlineData("MMM d, yyyy")]
    [InlineData("MMMM d, yyyy")]
    [InlineData("MMM dd yyyy hh:mmtt")]
    [InlineData("d MMM yyyy")]
    [InlineData("dd-MMM-yy")]
    [InlineData("ddMMMyyyy")]
    [InlineData("ddd, dd MMM yyyy HH:mm:ss 'GMT'")]
    [InlineData("ddd MMM d, yyyy")]
    [InlineData("yyyy-MM-dd HH:mm:ss.fff")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss'Z'")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss'+02:00'")]
    public void Dates_in_the_forms_of_people_and_programs_are_in_order(string form)
    {
        var loaded = From(i => new DateTime(2021, 1, 1, 9, 5, 0).AddDays(3 * i).ToString(form, CultureInfo.InvariantCulture));
        N(loaded.Test.Samples).ShouldBe(Enumerable.Range(180, 20).Select(i => (double)i));
        N(loaded.Prepared.Validation).ShouldBe(Enumerable.Range(160, 20).Select(i => (double)i));
    }

    [Theory]
    [InlineData("Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember", ". ", " ")]
    [InlineData("janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre", " ", " ")]
    [InlineData("enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre", " de ", " de ")]
    [InlineData("jan.,feb.,mrt.,apr.,mei,jun.,jul.,aug.,sep.,okt.,nov.,dec.", " ", " ")]
    public void Months_may_have_their_names_in_other_languages(string months, string before, string behind) =>
        N(From(i => new DateTime(2021, 1, 1).AddDays(3 * i) is var at ? $"{at.Day}{before}{months.Split(',')[at.Month - 1]}{behind}{at.Year}" : "").Test.Samples).ShouldBe(Enumerable.Range(180, 20).Select(i => (double)i));

    [Fact]
    public void Time_zones_count() =>
        N(From(i => $"2023-01-31T12:{i % 60:00}:00{(i < 60 ? "+03:00" : i < 120 ? "+02:00" : i < 180 ? "+01:00" : "Z")}").Test.Samples).ShouldBe(Enumerable.Range(180, 20).Select(i => (double)i));

    [Fact]
    public void Seconds_since_1970_keep_their_order_to_the_second() =>
        N(From(i => $"{1_700_000_000 + i}").Test.Samples).ShouldBe(Enumerable.Range(180, 20).Select(i => (double)i));

    [Theory]
    [InlineData("dd/MM/yyyy")]
    [InlineData("MM/dd/yyyy")]
    public void Dates_that_leave_day_and_month_open_are_refused_unless_the_order_is_given(string form)
    {
        string Time(int i) => new DateTime(2020 + (i / 72), 1 + (i / 6 % 12), 1 + (i % 6)).ToString(form, CultureInfo.InvariantCulture);
        Should.Throw<NascentException>(() => From(Time)).Message.ShouldBe(
            $"{_folder.Path}/t.csv: column 'day', which the split goes by, has dates such as '{Time(0)}', and no row tells which number is the day and which the month; pass --dates day-first, month-first or year-first.");
        N(From(Time, new() { Dates = form[0] == 'd' ? Tasks.Cells.DateOrder.DayFirst : Tasks.Cells.DateOrder.MonthFirst }).Test.Samples).ShouldBe(Enumerable.Range(180, 20).Select(i => (double)i));
    }

    [Fact]
    public void Texts_that_are_no_dates_are_refused() =>
        Should.Throw<NascentException>(() => From(i => $"week {i}")).Message.ShouldBe(
            $"{_folder.Path}/t.csv: column 'day', which the split goes by, has texts such as 'week 0', expected numbers, or a date in every row; choose another column.");

    [Fact]
    public void A_text_among_dates_names_its_line_and_can_be_left_out()
    {
        static string Time(int i) => i == 77 ? "soon" : $"{1 + (i % 28)}.{1 + (i / 28)}.2023";
        Should.Throw<NascentException>(() => From(Time)).Message.ShouldBe(
            $"{_folder.Path}/t.csv line 3, column 'day': found 'soon', expected a date as in 199 of 200 rows; correct it, or pass --skip-bad to leave it out.");
        var loaded = From(Time, new() { SkipBad = true });
        loaded.Skipped.ShouldBe(1);
        N(loaded.Test.Samples).ShouldNotContain(77.0);
    }

    [Fact]
    public void Numbers_that_are_dates_beginning_with_the_day_are_refused() =>
        Should.Throw<NascentException>(() => From(i => $"{1 + (i % 28):00}{1 + (i / 28):00}2023")).Message.ShouldContain("which are dates that do not begin with the year");

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(40)]
    public void Rows_of_one_time_stay_together(int each)
    {
        var loaded = From(i => new DateTime(2023, 1, 20).AddDays(i / each).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));
        double[][] times = [.. new[] { loaded.Prepared.Train, loaded.Prepared.Validation, loaded.Test.Samples }.Select(part => N(part).Select(n => Math.Floor(n / each)).Distinct().ToArray())];
        times[0].Max().ShouldBeLessThan(times[1].Min());
        times[1].Max().ShouldBeLessThan(times[2].Min());
    }

    [Fact]
    public void Two_times_are_too_few_for_three_parts() =>
        Should.Throw<NascentException>(() => From(i => i < 150 ? "2023-01-01" : "2023-01-02")).Message.ShouldEndWith("column 'day' has 2 different times, expected at least 3, one each for training, validation and test.");
}
