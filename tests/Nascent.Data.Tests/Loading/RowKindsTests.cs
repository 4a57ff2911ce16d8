using CsCheck;
using Nascent.Data.Loading;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Loading;

/// <summary>Rows to predict have the kinds of columns that the network knows; what becomes of a row never depends on the rows beside it.</summary>
public sealed class RowKindsTests : IDisposable
{
    private static readonly Preprocessing.Table Departments = new([new TableColumn.Categorical("dept", ["007", "012", "1.10", "2E3", "A1", "B2"]), new TableColumn.Numeric("amount", 1, 2, HasMissing: true)]);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dept,amount\n012,3\nA1,3\n")]
    [InlineData("dept,amount\n012,3\n")]
    [InlineData("dept;amount\n012;3\n1.10;x\n")]
    [InlineData("amount,dept\n3,012\n")]
    [InlineData("012,3,yes\n", false)]
    public void A_category_keeps_the_text_of_its_cell(string content, bool? header = null)
    {
        var table = header is null ? Departments : new([new TableColumn.Categorical("column1", ["007", "012", "1.10", "2E3"]), new TableColumn.Numeric("column2", 1, 2, true)]);
        var rows = ReadEach(content, table, header);
        ((RawColumn.Texts)rows.Values.Raw[0]).Values[0].ShouldBe("012");
        rows.Values.Features[..rows.Values.FeatureCount].ShouldBe(header is null ? [0f, 1, 0, 0, 0, 0, 1, 0] : [0f, 1, 0, 0, 1, 0]);
    }

    [Fact]
    public void A_row_is_read_alike_whatever_rows_are_beside_it()
    {
        string[] codes = ["007", "012", "1.10", "2E3", "A1", "", "NA", "12", "true", "1,5", "01/02/2023"];
        string[] amounts = ["1", "0.5", "", "-", "1e3", "x", "1,5", "inf", "12%", "$5"];
        Gen.Select(Gen.Int[0, codes.Length - 1], Gen.Int[0, amounts.Length - 1]).Array[1, 6].Sample(picks =>
        {
            string[] lines = Array.ConvertAll(picks, pick => $"{Quoted(codes[pick.Item1])},{Quoted(amounts[pick.Item2])}\n");
            var together = Described(ReadEach("dept,amount\n" + string.Concat(lines), Departments));
            for (var row = 0; row < lines.Length; row++)
                Described(ReadEach("dept,amount\n" + lines[row], Departments))[0].ShouldBe(together[row]);
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void Numbers_are_read_cell_by_cell_and_the_wrong_cell_is_blamed()
    {
        var rows = ReadEach("dept,amount\nA1,7.5\nA1,abc\nA1\nB2,inf\n,\n", Departments);
        rows.Rows.ShouldBe([1, 5]);
        rows.Bad.Select(bad => (bad.Row, bad.What.Replace(_folder.Path + "/", "", StringComparison.Ordinal))).ShouldBe(
        [
            (2, "t.csv line 3, column 'amount': found 'abc', expected a number, as the model was trained on."),
            (3, "t.csv line 4: found 1 field, expected 2 as in line 1."),
            (4, "t.csv line 5, column 'amount': found 'inf', expected a finite number."),
        ]);
        Should.Throw<NascentException>(() => RowFile.Read(_folder.File("t.csv"), Departments)).Message.ShouldContain("line 3, column 'amount': found 'abc'");
    }

    [Theory]
    [InlineData("x\n7.5\n12.5\n", "x", 7.5, 12.5)]
    [InlineData("7.5\n12.5\n", "column1", 7.5, 12.5)]
    [InlineData("\"x, y\"\n7.5\n12.5\n", "x, y", 7.5, 12.5)]
    [InlineData("x\ty\n7.5\ta,b,c\n12.5\td,e,f\n", "x", 7.5, 12.5)]
    public void A_file_with_just_the_column_that_is_needed_is_enough(string content, string name, double first, double second) =>
        ((RawColumn.Numbers)ReadEach(content, new([new TableColumn.Numeric(name, 0, 1, false)])).Values.Raw[0]).Values.ShouldBe([first, second]);

    [Fact]
    public void Large_numbers_keep_the_digits_in_which_they_differ()
    {
        var table = new Preprocessing.Table([new TableColumn.Numeric("t", 1_700_000_050, 30, false), new TableColumn.Numeric("card", 4_000_000_000_500_000, 500_000, false)]);
        ReadEach("t,card\n1700000020,4000000000000000\n1700000080,4000000001000000\n", table).Values.Features.ShouldBe([-1f, -1, 1, 1]);
    }

    [Fact]
    public void Codes_with_leading_zeros_are_categories_and_labels_keep_them()
    {
        _folder.Write("c.csv", "zip,x,kind\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{(i % 3) * 7:000},{i}.5,{(i % 2) + 1:000}\n")));
        var loaded = Load.From(_folder.File("c.csv"));
        ((Preprocessing.Table)loaded.Prepared.Preprocessing).Columns[0].ShouldBeOfType<TableColumn.Categorical>().Categories.ShouldBe(["000", "007", "014"]);
        ((LearningTask.Classification)loaded.Prepared.Task).Classes.ShouldBe(["001", "002"]);
    }

    private static string Quoted(string cell) => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell;

    private static string[] Described(RowsToPredict rows)
    {
        var described = new string[rows.Rows.Length + rows.Bad.Length];
        for (var i = 0; i < rows.Rows.Length; i++)
            described[rows.Rows[i] - 1] = string.Join(' ', rows.Values.Features[(i * rows.Values.FeatureCount)..((i + 1) * rows.Values.FeatureCount)]);
        foreach (var bad in rows.Bad)
            described[bad.Row - 1] = bad.What[bad.What.IndexOf(':', StringComparison.Ordinal)..];
        return described;
    }

    private RowsToPredict ReadEach(string content, Preprocessing.Table preprocessing, bool? header = null)
    {
        _folder.Write("t.csv", content);
        return RowFile.ReadEach(_folder.File("t.csv"), preprocessing, header);
    }
}
