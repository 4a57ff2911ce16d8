using Nascent.Data.Formats;

namespace Nascent.Data.Tests.Formats;

public sealed class DataFormatsTests
{
    [Fact]
    public void Every_format_has_a_name_of_its_own_and_one_line_of_help()
    {
        DataFormats.BuiltIn.All.Select(format => format.Name).ShouldBe(["idx", "cifar", "cifar-archive", "npz", "json-lines", "parquet", "csv", "images"]);
        DataFormats.BuiltIn.All.ShouldAllBe(format => format.Help.Length > 20 && format.Help.Length <= 140 && !format.Help.Contains('\n'));
    }

    [Fact]
    public void Every_format_is_a_file_or_a_folder_and_its_help_names_the_endings_that_errors_list()
    {
        foreach (var format in DataFormats.BuiltIn.All)
        {
            (format.File is null && format.Folder is null).ShouldBeFalse(format.Name);
            foreach (var said in format.File?.Names.Said ?? [])
                format.Help.ShouldContain(said, Case.Sensitive, format.Name);
        }
    }

    [Theory]
    [InlineData("adult.csv", "csv")]
    [InlineData("ADULT.TSV.GZ", "csv")]
    [InlineData("iris.data", "csv")]
    [InlineData("houses.parquet", "parquet")]
    [InlineData("digits.npz", "npz")]
    [InlineData("data_batch_1.bin.gz", "cifar")]
    [InlineData("cifar-10-binary.tar.gz", "cifar-archive")]
    [InlineData("t10k-images-idx3-ubyte", "idx")]
    [InlineData("train-images-idx3.bin", "idx")]
    [InlineData("shapes.idx.gz", "idx")]
    [InlineData("colours-idx4-ubyte.gz", "idx")]
    public void A_file_is_known_by_its_name(string path, string name) =>
        DataFormats.BuiltIn.OfFile(path).ShouldBeSameAs(DataFormats.BuiltIn.All.Single(format => format.Name == name).File);

    [Theory]
    [InlineData("houses.parquet.gz")]
    [InlineData("digits.npz.gz")]
    [InlineData("notes.md")]
    public void A_name_of_no_format_is_refused(string path) =>
        Should.Throw<NascentException>(() => DataFormats.BuiltIn.OfFile(path)).Message.ShouldStartWith($"{path}: found a file of unknown kind, expected its name to end in .csv, ");

    [Theory]
    [InlineData("/somewhere/adult.csv.gz", "adult")]
    [InlineData("/somewhere/cifar-10-binary.tar.gz", "cifar-10-binary")]
    [InlineData("/somewhere/digits.v2.npz", "digits.v2")]
    [InlineData("/somewhere/iris.data", "iris.data")]
    [InlineData("/somewhere/photos/", "photos")]
    [InlineData("/somewhere/.csv", ".csv")]
    public void Data_is_called_like_its_file_without_the_endings_of_formats(string path, string name) => DataFormats.BuiltIn.NameOf(path).ShouldBe(name);

    [Fact]
    public void Tables_are_what_rows_to_predict_and_benchmarks_are_read_from()
    {
        DataFormats.BuiltIn.OfTable("rows.tsv.gz").ShouldBeSameAs(DataFormats.Csv);
        DataFormats.BuiltIn.OfTable("rows.parquet").ShouldNotBeNull();
        DataFormats.BuiltIn.OfTable("rows.npz").ShouldBeNull();
    }
}
