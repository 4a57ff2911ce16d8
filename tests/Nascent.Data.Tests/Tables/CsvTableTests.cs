using Nascent.Tasks;

namespace Nascent.Data.Tests.Tables;

public sealed class CsvTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private LoadedData From(string content, DataOptions? options = null, string name = "t.csv")
    {
        _folder.Write(name, content);
        return Load.From(_folder.File(name), options);
    }

    [Fact]
    public void Columns_of_numbers_and_texts_and_the_label_are_told_apart()
    {
        var loaded = From(SampleFiles.Csv(40, i => $"{i * 0.5},{(i % 3 == 0 ? "red" : i % 3 == 1 ? "blue" : "?")},{(i % 2 == 0 ? "cat" : "dog")}"));
        var table = loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Table>();
        table.Columns[0].ShouldBeOfType<TableColumn.Numeric>().HasMissing.ShouldBeFalse();
        table.Columns[1].ShouldBeOfType<TableColumn.Categorical>().Categories.ShouldBe(["blue", "red"]);
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["cat", "dog"]);
        loaded.Prepared.Signature.Inputs[0].Type.Shape.Count.ShouldBe(4); // size and its score; two colours
        loaded.Notes.ShouldContain($"{_folder.Path}/t.csv: column 'kind', the last one, is predicted; --label chooses another.");
    }

    [Fact]
    public void Features_are_standardised_by_the_training_part_alone()
    {
        var loaded = From(SampleFiles.Csv(50, i => $"{i},{(i % 2 == 0 ? "" : i * 2)},{i * 3.5}"));
        var train = loaded.Prepared.Train.Columns();
        train.FeatureCount.ShouldBe(5); // size and its score; colour, its score, and whether it is missing
        for (var feature = 0; feature < 2; feature++)
        {
            var values = Enumerable.Range(0, loaded.Prepared.Train.Count).Select(row => (double)train.Features[(row * 5) + feature]).ToArray();
            values.Average().ShouldBe(0, 1e-6);
            values.Average(value => value * value).ShouldBe(1, 1e-5);
        }

        for (var row = 0; row < loaded.Prepared.Train.Count; row++)
            train.Features[(row * 5) + 4].ShouldBe(double.IsNaN(((RawColumn.Numbers)train.Raw[1]).Values[row]) ? 1f : 0f);
        var regression = loaded.Prepared.Task.ShouldBeOfType<LearningTask.Regression>();
        regression.Mean.ShouldBe(loaded.Prepared.Train.Numbers().Average(), 1e-9);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("|")]
    [InlineData("\t")]
    public void Other_separators_are_found_out(string separator)
    {
        var loaded = From(string.Join('\n', Enumerable.Range(0, 30).Select(i => string.Join(separator, i * 0.5, 30 - i, i % 2 == 0 ? "cat, or so" : "dog")).Prepend(string.Join(separator, "a", "b", "c"))));
        loaded.Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["a", "b"]);
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["cat, or so", "dog"]);
    }

    [Fact]
    public void Names_and_texts_in_single_quotes_are_read_without_them()
    {
        var loaded = From(string.Join('\n', Enumerable.Range(0, 40).Select(i => $"{i}.125,'{(i % 3 == 0 ? "it's" : "b")}','{(i % 2 == 0 ? "yes" : "no")}'").Prepend("'size','kind','answer'")), new() { Label = "answer" });
        ((LearningTask.Classification)loaded.Prepared.Task).Classes.ShouldBe(["no", "yes"]);
        ((Preprocessing.Table)loaded.Prepared.Preprocessing).Columns.OfType<TableColumn.Categorical>().Single().Categories.ShouldBe(["b", "it's"]);
        loaded.Notes.ShouldNotContain(note => note.Contains("'size'"), "three digits after a point are a fraction between commas");
    }

    [Fact]
    public void With_semicolons_a_decimal_comma_is_read()
    {
        var loaded = From(string.Join('\n', Enumerable.Range(0, 30).Select(i => $"{i},5;{(i % 2 == 0 ? "cat" : "dog")}").Prepend("a;b")));
        ((RawColumn.Numbers)loaded.Prepared.Train.Columns().Raw[0]).Values.ShouldAllBe(value => value % 1 == 0.5);
    }

    [Fact]
    public void A_file_without_a_header_gets_names_by_number()
    {
        var loaded = From(string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{i * 2},{(i % 2 == 0 ? "R" : "M")}\n")));
        loaded.Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["column1", "column2"]);
        (loaded.Prepared.Train.Count + loaded.Prepared.Validation.Count + loaded.Test.Samples.Count).ShouldBe(30);
        loaded.Notes.ShouldContain($"{_folder.Path}/t.csv: line 1 was read as data, so the columns are called column1 to column3.");
    }

    [Fact]
    public void A_table_of_texts_has_a_header_unless_its_first_line_comes_up_again()
    {
        string[] rows = [.. Enumerable.Range(0, 30).Select(i => $"{(i % 3 == 0 ? "red" : "blue")},{(i % 2 == 0 ? "cat" : "dog")}")];
        From(string.Join('\n', rows.Prepend("colour,kind"))).Prepared.Train.Columns().Raw[0].Name.ShouldBe("colour");
        From(string.Join('\n', rows)).Prepared.Train.Columns().Raw[0].Name.ShouldBe("column1");
        From(string.Join('\n', rows), new() { Header = true, SkipBad = true }).Prepared.Train.Columns().Raw[0].Name.ShouldBe("red");
    }

    [Fact]
    public void Quoted_fields_may_hold_separators_quotes_and_line_breaks()
    {
        var loaded = From(SampleFiles.Csv(30, i => $"{i},\"a \"\"b\"\", {i % 2}\nc\",{(i % 3 == 0 ? "cat" : "dog")}"));
        loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Table>().Columns[1].ShouldBeOfType<TableColumn.Categorical>().Categories.ShouldBe(["a \"b\", 0\nc", "a \"b\", 1\nc"]);
    }

    [Fact]
    public void Few_whole_numbers_are_classes_in_order_unless_a_regression_is_asked_for()
    {
        var content = SampleFiles.Csv(60, i => $"{i},{i % 7},{9 + (i % 3)}");
        From(content).Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["9", "10", "11"]);
        From(content, new() { Task = TaskKind.Regression }).Prepared.Task.ShouldBeOfType<LearningTask.Regression>();
    }

    [Fact]
    public void A_column_with_a_text_of_its_own_in_every_row_is_left_out_and_said()
    {
        var loaded = From(SampleFiles.Csv(400, i => $"{i},name{i},{(i % 2 == 0 ? "cat" : "dog")}"));
        loaded.Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["size"]);
        loaded.Notes.ShouldContain($"{_folder.Path}/t.csv: column 'colour' was left out: it has 320 different texts, and at most 200 are read as categories.");
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_do_no_harm() =>
        From("\uFEFF" + SampleFiles.Csv(30, i => $"{i},{i * 2},{(i % 2 == 0 ? "cat" : "dog")}").Replace("\n", "\r\n")).Prepared.Train.Columns().Raw[0].Name.ShouldBe("size");

    [Fact]
    public void The_column_that_a_split_goes_by_is_no_feature()
    {
        var loaded = From(SampleFiles.Csv(60, i => $"{i},p{i % 12},{(i % 2 == 0 ? "cat" : "dog")}"), new() { Split = SplitRule.Parse("group:colour") });
        loaded.Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["size"]);
    }

    [Fact]
    public void A_folder_of_train_and_test_tables_gives_the_parts()
    {
        _folder.Write("train.csv", SampleFiles.Csv(40, i => $"{i},{i * 2},{(i % 2 == 0 ? "cat" : "dog")}"));
        _folder.Write("test.csv", SampleFiles.Csv(6, i => $"{i + 100},{i},{(i % 2 == 0 ? "cat" : "dog")}"));
        var loaded = Load.From(_folder.Path);
        ((RawColumn.Numbers)loaded.Test.Samples.Columns().Raw[0]).Values.ShouldBe([100, 101, 102, 103, 104, 105]);
        (loaded.Prepared.Train.Count, loaded.Prepared.Validation.Count).ShouldBe((36, 4));
    }
}
