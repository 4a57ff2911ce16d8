using System.IO.Compression;
using System.Text;
using Nascent.Data.Benchmarks;
using Nascent.Genotypes;
using Nascent.Randomness;
using Parquet;
using Parquet.Schema;

namespace Nascent.Data.Tests.Benchmarks;

public sealed class TableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_example_of_the_documentation_is_a_table()
    {
        var table = TableFile.Read(_folder.Write("small.csv", Example()));
        table.Name.ShouldBe("small");
        table.Count.ShouldBe(5);
        table.Space.Size.ShouldBe(6);
        table.RowOf(Genotype.Parse("depth=3;op=pool")).ShouldBe(-1);
        table.Metrics.ShouldBe(["accuracy", "latency_ms"]);
        table.Levels.ShouldBe([1, 4]);
        table.KnownNames.ShouldBe(["params", "score"]);
        table.Space.Decisions.Single(decision => decision.Path.Text == "depth").IsOrdered.ShouldBeTrue();
        var row = table.RowOf(Genotype.Parse("depth=2;op=pool"));
        table.Measure(row, "accuracy", 1, new Seed(5)).ShouldBe(58.1); // the other repeat is missing
        table.Mean(0, "accuracy", 1).ShouldBe(69.8, 1e-12);
        table.ValueOf(0, "accuracy").ShouldBe(75.2);
        table.Measure(0, "latency_ms", 4, new Seed(1)).ShouldBe(0.8);
        table.ValueOf(0, "params").ShouldBe(1000);
        table.Test(4, "accuracy").ShouldBe(84.0);
        (table.SecondsOf(2, 1), table.SecondsOf(2, 4), table.KnownSecondsOf(2), table.KnownSecondsOf(4)).ShouldBe((18, 72, 0.6, 0));
        table.KnownOf(4)["score"].ShouldBeNull();
    }

    [Fact]
    public void Each_query_of_a_repeated_measurement_draws_one()
    {
        var table = TableFile.Read(_folder.Write("small.csv", Example()));
        Enumerable.Range(0, 50).Select(i => table.Measure(0, "accuracy", 1, new Seed((ulong)i))).Distinct().Order().ShouldBe([69.5, 70.1]);
    }

    [Fact]
    public void Tabs_gzip_and_Parquet_hold_the_same_table()
    {
        var csv = TableFile.Read(_folder.Write("t.csv", "d.a,v.x@1,p.n\n1,0.5,3\n2,,4\n"));
        foreach (var other in new[]
        {
            TableFile.Read(_folder.Write("t.tsv", "d.a\tv.x@1\tp.n\n1\t0.5\t3\n2\tnan\t4\n")),
            TableFile.Read(_folder.Write("t.csv.gz", Gzip("d.a,v.x@1,p.n\n1,0.5,3\n2,,4\n"))),
            TableFile.Read(_folder.Write("t.parquet", WriteParquet([1, 2], [0.5, null], [3, 4]))),
        })
        {
            other.Name.ShouldBe("t");
            other.Space.Decisions.ShouldBe(csv.Space.Decisions);
            for (var row = 0; row < 2; row++)
            {
                other.GenotypeOf(row).ShouldBe(csv.GenotypeOf(row));
                other.ValueOf(row, "x").ShouldBe(csv.ValueOf(row, "x"));
                other.KnownOf(row).ShouldBe(csv.KnownOf(row));
            }
        }
    }

    [Theory]
    [InlineData("index,d.a,v.x\n0,1,2\n1,2,3\n", "t.csv line 1, column 'index': found a name of no known form, expected d.DECISION, v.METRIC, v.METRIC@FIDELITY, v.METRIC@FIDELITY#REPEAT, t.METRIC, c.seconds, c.seconds@FIDELITY, c.seconds@SCORE or p.SCORE; rename or drop it.")]
    [InlineData("d.a,v.x@\n1,2\n2,3\n", "t.csv line 1, column 'v.x@': found a name of no known form")]
    [InlineData("d.a,v.x@ten\n1,2\n2,3\n", "t.csv line 1, column 'v.x@ten': found the fidelity 'ten', expected a number above 0, such as epochs.")]
    [InlineData("d.a,v.x@0\n1,2\n2,3\n", "t.csv line 1, column 'v.x@0': found the fidelity '0', expected a number above 0")]
    [InlineData("d.a,v.x,t.x@3\n1,2,3\n2,3,4\n", "t.csv line 1, column 't.x@3': found a fidelity, which only v. and c. columns have, expected t.x.")]
    [InlineData("d.a,v.x,p.x#0\n1,2,3\n2,3,4\n", "t.csv line 1, column 'p.x#0': found a repeat, which only v. columns have, expected p.x.")]
    [InlineData("d.a,v.x,c.hours\n1,2,3\n2,3,4\n", "t.csv line 1, column 'c.hours': found a cost in 'hours', expected c.seconds, c.seconds@FIDELITY or c.seconds@SCORE.")]
    [InlineData("d.a,v.x@1,v.x@1.0\n1,2,3\n2,3,4\n", "t.csv line 1, column 'v.x@1.0': found the same as column 'v.x@1', expected it once.")]
    [InlineData("d.a,v.x,v.x@1\n1,2,3\n2,3,4\n", "t.csv line 1, column 'v.x@1': found a fidelity, and a column v.x without, expected a fidelity in all columns of a metric or in none.")]
    [InlineData("d.a,v.x@1,v.x@1#0\n1,2,3\n2,3,4\n", "t.csv line 1, column 'v.x@1#0': found a repeat, and a column 'v.x@1' without")]
    [InlineData("v.x,t.x\n1,2\n2,3\n", "t.csv line 1: found no column d.DECISION, expected at least one, which holds the answers to a decision; the table has v.x, t.x.")]
    [InlineData("d.a,t.x\n1,2\n2,3\n", "t.csv line 1: found no column v.METRIC or v.METRIC@FIDELITY, expected at least one that a search may see; the table has d.a, t.x.")]
    [InlineData("d.,v.x\n1,2\n2,3\n", "t.csv line 1, column 'd.': found the decision '', expected a name without ';' and '='.")]
    [InlineData("d.a=b,v.x\n1,2\n2,3\n", "t.csv line 1, column 'd.a=b': found the decision 'a=b', expected a name without ';' and '='.")]
    [InlineData("d.a,v.x\n1,2\n,3\n", "t.csv line 3, column 'd.a': found no answer, expected one in every row.")]
    [InlineData("d.a,v.x\n1,2\n\"k=3\",3\n", "t.csv line 3, column 'd.a': found 'k=3', expected an answer without ';' and '=', which separate answers in a genotype's text.")]
    [InlineData("d.a,v.x\n1,2\n2,many\n", "t.csv line 3, column 'v.x': found 'many', expected a finite number, or nothing where there is none.")]
    [InlineData("d.a,v.x\n1,2\n2,inf\n", "t.csv line 3, column 'v.x': found 'inf', expected a finite number")]
    [InlineData("d.a,v.x\n1,2\n2,3\n1,4\n", "t.csv line 4: found the answers of t.csv line 2 again (a=1), expected one row an architecture; repeated measurements are columns, such as v.accuracy@12#0 and v.accuracy@12#1.")]
    [InlineData("d.a,v.x@1,c.seconds@2\n1,2,3\n2,3,4\n", "t.csv line 1, column 'c.seconds@2': found the cost of fidelity 2, expected one that a v. column has: 1.")]
    [InlineData("d.a,v.x,c.seconds@2\n1,2,3\n2,3,4\n", "t.csv line 1, column 'c.seconds@2': found the cost of fidelity 2, expected c.seconds, since no v. column has a fidelity.")]
    [InlineData("d.a,v.x,p.n,c.seconds@m\n1,2,3,4\n2,3,4,5\n", "t.csv line 1, column 'c.seconds@m': found the cost of the score 'm', expected the name of a p. column: n.")]
    [InlineData("d.a,v.x,c.seconds@m\n1,2,3\n2,3,4\n", "expected no such column, since the table has no p. columns.")]
    [InlineData("d.a,v.x,c.seconds\n1,2,3\n2,3,-4\n", "t.csv line 3, column 'c.seconds': found -4, expected seconds of at least 0.")]
    [InlineData("d.a,v.x@1,c.seconds@1\n1,2,3\n2,3,\n", "t.csv line 3, column 'c.seconds@1': found nothing, expected seconds, since 'v.x@1' has a value there.")]
    [InlineData("d.a,v.x\n1,2\n1.5\n", "t.csv line 3: found 1 field, expected 2 as in line 1; correct it.")]
    [InlineData("d.a,v.x\n7,2\n", "Table 't': found no column d.DECISION with two different answers, expected at least one.")]
    [InlineData("d.a,v.x\n", "t.csv: found a header and no rows")]
    [InlineData("", "t.csv: found an empty file, expected a file with data.")]
    [InlineData("d.a,v.x,v.x\n1,2,3\n", "t.csv line 1: found 2 columns called 'v.x', expected different names")]
    public void What_is_wrong_is_told_with_its_line_and_column(string content, string expected) => Error("t.csv", Encoding.UTF8.GetBytes(content)).ShouldStartWith(expected.StartsWith('t') || expected.StartsWith('T') ? expected : "t.csv line 1, column 'c.seconds@m': found the cost of the score 'm', " + expected);

    [Fact]
    public void Errors_of_a_Parquet_file_name_its_row() =>
        Error("t.parquet", WriteParquet([1, 2, 1], [1, 2, 3], [3, 4, 5])).ShouldStartWith("t.parquet row 3: found the answers of t.parquet row 1 again (a=1)");

    [Fact]
    public void A_file_of_another_kind_is_told() => Error("t.parquet", Encoding.UTF8.GetBytes("d.a,v.x\n1,2\n")).ShouldContain("expected Parquet");

    private string Error(string name, byte[] content)
    {
        var path = _folder.Write(name, content);
        return Should.Throw<NascentException>(() => TableFile.Read(path)).Message.Replace(_folder.Path + "/", "");
    }

    private static string Example() => File.ReadAllText(Path.Combine(Root(), "docs", "tables.md")).Split("```csv\n")[1].Split("```")[0];

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); ; folder = folder.Parent!)
            if (File.Exists(Path.Combine(folder.FullName, "Nascent.slnx")))
                return folder.FullName;
    }

    private static byte[] Gzip(string text)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return memory.ToArray();
    }

    private static byte[] WriteParquet(int[] answers, double?[] values, long[] known)
    {
        var (a, x, n) = (new DataField<int>("d.a"), new DataField<double?>("v.x@1"), new DataField<long>("p.n"));
        return Task.Run(async () =>
        {
            using var memory = new MemoryStream();
            await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(a, x, n), memory))
            {
                using var rows = writer.CreateRowGroup();
                await rows.WriteAsync<int>(a, answers.AsMemory());
                await rows.WriteAsync<double>(x, values.AsMemory());
                await rows.WriteAsync<long>(n, known.AsMemory());
            }

            return memory.ToArray();
        }).GetAwaiter().GetResult();
    }
}
