using Nascent.Data.Loading;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Loading;

public sealed class RowFileTests : IDisposable
{
    private static readonly Preprocessing.Table Named = new([new TableColumn.Numeric("size", 0, 1, false), new TableColumn.Numeric("weight", 0, 1, false)]);
    private static readonly Preprocessing.Table Counted = new([new TableColumn.Numeric("column1", 0, 1, false), new TableColumn.Numeric("column3", 0, 1, false)]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("weight,colour,size\n2,red,1\n4,blue,3\n", null)]
    [InlineData("weight,colour,size\n2,red,1\n4,blue,3\n", true)]
    public void Columns_are_found_by_name(string content, bool? header) => Read(content, Named, header).ShouldBe([1f, 2, 3, 4]);

    [Theory]
    [InlineData("1,red,2\n3,blue,4\n", null)]
    [InlineData("1,red,2\n3,blue,4\n", false)]
    [InlineData("1,red,2,label\n3,blue,4,other\n", null)]
    [InlineData("column3,colour,column1\n2,red,1\n4,blue,3\n", null)]
    [InlineData("column3,colour,column1\n2,red,1\n4,blue,3\n", true)]
    public void Columns_without_names_in_training_are_counted_unless_the_file_has_the_names(string content, bool? header) => Read(content, Counted, header).ShouldBe([1f, 2, 3, 4]);

    [Fact]
    public void One_row_without_a_header_is_enough() => Read("1,red,2\n", Counted, null).ShouldBe([1f, 2]);

    [Theory]
    [InlineData("1,red,2\n", true, "t.csv: found a header and no rows")]
    [InlineData("1,red\n", null, "t.csv: found no column 'column3', expected those that the model was trained on; the file has column1, column2.")]
    [InlineData("column3,colour,column1\n2,red,1\n", false, "t.csv line 1, column 'column1': found 'column3', expected a number")]
    public void What_does_not_fit_is_told(string content, bool? header, string message) =>
        Should.Throw<NascentException>(() => Read(content, Counted, header)).Message.Replace(_folder.Path + "/", "", StringComparison.Ordinal).ShouldContain(message);

    private float[] Read(string content, Preprocessing.Table preprocessing, bool? header)
    {
        _folder.Write("t.csv", content);
        return RowFile.Read(_folder.File("t.csv"), preprocessing, header).Features;
    }
}
