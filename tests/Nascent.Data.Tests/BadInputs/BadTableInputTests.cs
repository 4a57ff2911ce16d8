using System.Text;

namespace Nascent.Data.Tests.BadInputs;

public sealed class BadTableInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Row(int i) => $"{i * 0.5},{(i % 3 == 0 ? "red" : "blue")},{(i % 2 == 0 ? "cat" : "dog")}";

    private string Error(string content, DataOptions? options = null)
    {
        _folder.Write("t.csv", content);
        return Load.Error(_folder, "t.csv", options);
    }

    [Fact]
    public void A_label_that_is_no_column_lists_the_columns_and_the_nearest() =>
        Error(SampleFiles.Csv(40, Row), new() { Label = "kinds" }).ShouldBe("t.csv: Unknown label column 'kinds': expected one of size, colour, kind. Did you mean 'kind'?");

    [Fact]
    public void Numbers_whose_mean_is_beyond_double_precision_are_refused_or_left_out()
    {
        string Line(int i) => $"{{\"a\":{(i % 2 == 0 ? "1e308" : "-1e308")},\"b\":{i},\"y\":\"{(i % 3 == 0 ? "cat" : "dog")}\"}}\n";
        _folder.Write("t.jsonl", string.Concat(Enumerable.Range(0, 40).Select(Line)));
        Load.Error(_folder, "t.jsonl").ShouldBe("t.jsonl: column 'a' has numbers up to 1E+308, expected numbers whose mean and standard deviation can be computed in double precision, below about 1e150; correct it, or pass --skip-bad to leave it out.");
        Load.From(_folder.File("t.jsonl"), new() { SkipBad = true }).Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["b"]);
        Load.Error(_folder, "t.jsonl", new() { Label = "a", Task = TaskKind.Regression }).ShouldStartWith("t.jsonl: the target 'a' has numbers up to 1E+308, expected numbers whose mean");
    }

    [Theory]
    [InlineData("{\"a\":\"\\ud800\",\"b\":1,\"y\":2}")]
    [InlineData("{\"\\ud800\":3,\"b\":1,\"y\":2}")]
    public void Half_of_a_pair_of_code_units_is_no_text(string line)
    {
        _folder.Write("t.jsonl", "{\"a\":\"x\",\"b\":1,\"y\":2}\n" + line + "\n");
        Load.Error(_folder, "t.jsonl").ShouldStartWith("t.jsonl line 2: found what is no JSON");
    }

    [Fact]
    public void A_row_with_too_few_fields_names_its_line()
    {
        var content = SampleFiles.Csv(40, i => i == 4 ? "1.5,red" : Row(i));
        Error(content).ShouldBe("t.csv line 6: found 2 fields, expected 3 as in line 1; correct it, or pass --skip-bad to leave it out.");
        var loaded = Load.From(_folder.File("t.csv"), new() { SkipBad = true });
        loaded.Skipped.ShouldBe(1);
        (loaded.Prepared.Train.Count + loaded.Prepared.Validation.Count + loaded.Test.Samples.Count).ShouldBe(39);
    }

    [Fact]
    public void A_text_in_a_column_of_numbers_names_its_line_and_column() =>
        Error(SampleFiles.Csv(100, i => i == 50 ? "1.5x,red,cat" : Row(i))).ShouldBe("t.csv line 52, column 'size': found '1.5x', expected a number as in 99 of 100 rows; correct it, or pass --skip-bad to leave it out.");

    [Theory]
    [InlineData("inf")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("1e39")]
    public void A_number_that_is_not_finite_names_its_line_and_column(string number) =>
        Error(SampleFiles.Csv(40, i => i == 9 ? $"{number},red,cat" : Row(i))).ShouldBe($"t.csv line 11, column 'size': found '{number}', expected a finite number; correct it, or pass --skip-bad to leave it out.");

    [Fact]
    public void A_missing_label_names_its_line() =>
        Error(SampleFiles.Csv(40, i => i == 3 ? "1,red," : Row(i))).ShouldBe("t.csv line 5: the label 'kind' is missing, expected a value; correct it, or pass --skip-bad to leave it out.");

    [Fact]
    public void A_column_of_one_value_must_be_skipped_on_purpose()
    {
        Error(SampleFiles.Csv(40, i => $"7,{Row(i)}", "always,size,colour,kind")).ShouldBe("t.csv: column 'always' has the one value 7, expected at least two different ones; correct it, or pass --skip-bad to leave it out.");
        var loaded = Load.From(_folder.File("t.csv"), new() { SkipBad = true });
        loaded.Skipped.ShouldBe(1);
        loaded.Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["size", "colour"]);
    }

    [Fact]
    public void A_column_of_one_text_and_a_column_without_values_are_refused()
    {
        Error(SampleFiles.Csv(40, i => $"x,{Row(i)}", "always,size,colour,kind")).ShouldBe("t.csv: column 'always' has the one value 'x', expected at least two different ones; correct it, or pass --skip-bad to leave it out.");
        Error(SampleFiles.Csv(40, i => $"NaN,{Row(i)}", "never,size,colour,kind")).ShouldBe("t.csv: column 'never' has no values, expected at least two different ones; correct it, or pass --skip-bad to leave it out.");
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused() =>
        Error(SampleFiles.Csv(40, Row, "size,size,kind")).ShouldBe("t.csv line 1: found 2 columns called 'size', expected different names; rename them, or pass --header no if the first line is data.");

    [Fact]
    public void One_column_is_no_table() =>
        Error("a\n1\n2\n").ShouldBe("t.csv: found one column, expected at least two, separated by comma, semicolon, tab or |: what is predicted and what it is predicted from.");

    [Fact]
    public void A_header_without_rows_is_no_table() => Error("a,b\n").ShouldBe("t.csv: found a header and no rows, expected at least 3 rows.");

    [Fact]
    public void Empty_lines_are_no_table() => Error("\n\n  \n").ShouldBe("t.csv: found only empty lines, expected a table.");

    [Fact]
    public void Bytes_that_are_no_text_are_no_table()
    {
        _folder.Write("t.csv", [0x89, 0x50, 0, 1, 2, 3]);
        Load.Error(_folder, "t.csv").ShouldBe("t.csv: found bytes that are no text, expected CSV; is it a file of another kind?");
    }

    [Fact]
    public void Text_in_another_encoding_names_its_line()
    {
        _folder.Write("t.csv", Encoding.Latin1.GetBytes(SampleFiles.Csv(40, i => i == 2 ? "1,grün,cat" : Row(i))));
        Load.Error(_folder, "t.csv").ShouldBe("t.csv line 4: found bytes that are no UTF-8, expected a text file in UTF-8; save it so.");
    }

    [Fact]
    public void A_quotation_mark_that_is_not_closed_names_its_line() =>
        Error(SampleFiles.Csv(40, i => i == 7 ? "1,\"red,cat" : Row(i))).ShouldBe("t.csv line 9: found a quotation mark that is not closed before the end of the file, expected a closing one.");

    [Fact]
    public void One_class_only_is_nothing_to_learn() =>
        Error(SampleFiles.Csv(40, i => $"{i},{(i % 3 == 0 ? "red" : "blue")},cat")).ShouldBe("t.csv: found the single class 'cat' in all 40 samples, expected at least 2 classes.");

    [Fact]
    public void One_number_only_is_nothing_to_predict() =>
        Error(SampleFiles.Csv(40, i => $"{i},red{i % 2},3"), new() { Task = TaskKind.Regression }).ShouldBe("t.csv: the target has the one value 3 in all 40 samples, expected values that differ.");

    [Fact]
    public void A_regression_on_texts_is_refused() =>
        Error(SampleFiles.Csv(40, Row), new() { Task = TaskKind.Regression }).ShouldBe("t.csv: the label 'kind' holds texts such as 'cat', expected numbers for a regression; drop --task, or choose another --label.");

    [Fact]
    public void A_label_that_names_every_row_is_refused() =>
        Error(SampleFiles.Csv(40, i => $"{i},red{i % 2},id{i}")).ShouldBe("t.csv: the label 'kind' has 40 different values in 40 rows, expected at most 1,000 classes with several rows each; choose another --label.");

    [Fact]
    public void A_class_with_one_row_must_be_skipped_on_purpose() =>
        Error(SampleFiles.Csv(40, i => i == 3 ? "1,red,bird" : Row(i))).ShouldBe("t.csv: class 'bird' has 1 sample, expected at least 3, one each for training, validation and test; correct it, or pass --skip-bad to leave it out.");

    [Fact]
    public void Too_few_rows_for_three_parts_are_refused() =>
        Error("a,b\n1,2.5\n2,3.5\n", new() { Task = TaskKind.Regression }).ShouldBe("t.csv: found 2 samples, of which none are left for the validation part; expected enough for training, validation and test.");

    [Fact]
    public void A_split_by_a_column_that_is_not_there_lists_the_columns() =>
        Error(SampleFiles.Csv(40, Row), new() { Split = SplitRule.Parse("group:patient") }).ShouldBe("t.csv: Unknown split column 'patient': expected one of size, colour, kind.");

    [Fact]
    public void A_split_by_two_groups_is_refused() =>
        Error(SampleFiles.Csv(40, Row), new() { Split = SplitRule.Parse("group:colour") }).ShouldBe("t.csv: column 'colour' has 2 groups, expected at least 3, one each for training, validation and test.");

    [Fact]
    public void A_given_split_needs_given_parts() =>
        Error(SampleFiles.Csv(40, Row), new() { Split = SplitRule.Parse("given") }).ShouldBe("t.csv: found no train part, but the split is 'given', which expects train, validation and test parts; use the split 'stratified' to make what is missing.");

    [Fact]
    public void Parts_with_different_columns_are_refused()
    {
        _folder.Write("train.csv", SampleFiles.Csv(40, Row));
        _folder.Write("test.csv", SampleFiles.Csv(40, Row, "size,color,kind"));
        Load.Error(_folder, "").ShouldBe("train.csv: found the columns size, colour, kind, expected size, color, kind as in test.csv.");
    }

    [Fact]
    public void A_truncated_Parquet_file_says_so()
    {
        _folder.Write("t.parquet", "PAR1 and then nothing");
        Load.Error(_folder, "t.parquet").ShouldStartWith("t.parquet: the Parquet file is damaged or truncated (");
        _folder.Write("t.parquet", "something else");
        Load.Error(_folder, "t.parquet").ShouldBe("t.parquet: found a file of another kind, expected Parquet, which begins with 'PAR1'.");
    }

    [Fact]
    public void A_file_of_unknown_kind_says_what_is_read()
    {
        _folder.Write("t.xlsx", "PK");
        Load.Error(_folder, "t.xlsx").ShouldBe("t.xlsx: found a file of unknown kind, expected its name to end in .csv, .tsv, .parquet, .jsonl, .npz or .bin, or to hold idx1 or idx3 (each but .parquet and .npz also with .gz).");
    }

    [Theory]
    [InlineData(0.0, 0.1, "--validation-share: found 0, expected a share above 0 and at most 0.9.")]
    [InlineData(0.1, double.NaN, "--test-share: found NaN, expected a share above 0 and at most 0.9.")]
    [InlineData(0.5, 0.5, "--validation-share and --test-share: found 0.5 and 0.5, expected a sum of at most 0.9, so that something is left to train on.")]
    public void Shares_out_of_range_are_refused(double validation, double test, string message) =>
        Error(SampleFiles.Csv(40, Row), new() { ValidationShare = validation, TestShare = test }).ShouldBe(message);
}
