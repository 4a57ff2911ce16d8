using Nascent.Tasks;
using Parquet;
using Parquet.Schema;

namespace Nascent.Data.Tests.Tables;

public sealed class ParquetTableTests : IDisposable
{
    // Found by the fuzzer (parquet, seed 2, number 7123): a page header whose sizes send the library round and round.
    private const string Circular =
        "UEFSMRUAFcABFW4sFRgVABUGFQYcGAgAAAAAAAAWQBgIAAAAAAIAAAAWACgIAAAAAAAAFkAYCAAAAAAAAEnJAAAAAABgAAAyAQAE4D8JDwDwDQgA+A0IBABACRgABA0IAAgNCAAMDQgA" +
        "EA0IABINCCQUQAAAAAAAABZAFQAVxAEVPCwVGBUAFQYVBhwYA3JlZBgEYmx1ZRYAWfXs74t+KANyZWQYBGJsdWUAAABiUAIAAAAYAQMAAAByZWQEAAAAYmx1ZREI/hcABRcVABW0ARU4" +
        "LBUYFQAVBhUGHBgDZG9nGANjYXQWACgDZG9nGANjYXQAAABaMAIAAAAYAQMAAABjYXQBBwhkb2cBB+4OAAkOFQIZTEgEcm9vdBUGABUKJQAYBHNpemUAFQwlAhgGY29sb3VyJQBMHAAA" +
        "ABUMJQIYBGtpbmQlAEwcAAAAFhgZHBk8JggcFQoZJQAGGRgEc2l6ZRUCFhgWvAIW6gEmCDwYCAAAAAAAABZAGAgAAAAAAAAAABYAKAgAAAAAAAAWQBgIAAAAAAAAAAAAAAAm8gEcFQwZ" +
        "JQAGGRgGY29sb3VyFQIWGBacAhaUASbyATwYA3JlZBgEYmx1ZRYAKANyZWQYBGJsdWUAAAAmhgMcFQwZJQAGGRgEa2luZBUCFhgWiAIWjAEmhgM8GANkb2cYA2NhdBYAKANkb2cYA2Nh" +
        "dAAAABbgBhYYNooEAChKUGFycXVldC5OZXQgdmVyc2lvbiA2LjEuMCAoYnVpbGQgYzE3OWQ5N2JkMjU0OWI1ZjQ0YTkyNDFlNzI5Zjg2OWQ0OTQ3ZWU1OSkAVgEAAFBBUjE=";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_footer_that_is_cut_anywhere_is_an_error_and_no_endless_loop()
    {
        var whole = await ParquetSample.WriteAsync(12);
        var footer = BitConverter.ToInt32(whole, whole.Length - 8);
        for (var length = 0; length < footer; length++)
        {
            byte[] cut = [.. whole[..^8], .. BitConverter.GetBytes(length), .. "PAR1"u8];
            _folder.Write("t.parquet", cut);
            Load.Error(_folder, "t.parquet").ShouldStartWith("t.parquet: the Parquet file is damaged or truncated (");
        }
    }

    [Fact]
    public void Pages_that_lead_round_in_circles_are_an_error_and_no_endless_loop()
    {
        _folder.Write("t.parquet", Convert.FromBase64String(Circular));
        Load.Error(_folder, "t.parquet").ShouldStartWith("t.parquet: the Parquet file is damaged or truncated (what it says of its pages leads round in circles)");
    }

    [Fact]
    public async Task Types_come_from_the_file_and_missing_values_stay_missing()
    {
        var fields = (Double: new DataField<double?>("weight"), Long: new DataField<long>("count"), Text: new DataField<string>("colour"), Flag: new DataField<bool>("sold"), Float: new DataField<float>("price"));
        var path = _folder.File("t.parquet");
        await using (var file = File.Create(path))
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields.Double, fields.Long, fields.Text, fields.Flag, fields.Float), file, cancellationToken: TestContext.Current.CancellationToken))
            for (var group = 0; group < 2; group++)
            {
                using var rows = writer.CreateRowGroup();
                int[] index = [.. Enumerable.Range(group * 20, 20)];
                await rows.WriteAsync<double>(fields.Double, Array.ConvertAll(index, i => i % 4 == 0 ? null : (double?)i).AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
                await rows.WriteAsync<long>(fields.Long, Array.ConvertAll(index, i => (long)i).AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
                await rows.WriteAsync(fields.Text, Array.ConvertAll(index, i => i % 2 == 0 ? "red" : "blue"));
                await rows.WriteAsync<bool>(fields.Flag, Array.ConvertAll(index, i => i % 3 == 0).AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
                await rows.WriteAsync<float>(fields.Float, Array.ConvertAll(index, i => i + 0.1f).AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
            }

        var loaded = Load.From(path);
        var table = loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Table>();
        table.Columns.Select(column => column.Name).ShouldBe(["weight", "count", "colour", "sold"]);
        table.Columns[0].ShouldBeOfType<TableColumn.Numeric>().HasMissing.ShouldBeTrue();
        table.Columns[3].ShouldBeOfType<TableColumn.Categorical>().Categories.ShouldBe(["false", "true"]);
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Regression>().Target.ShouldBe("price");
        loaded.Prepared.Train.Numbers().ShouldAllBe(value => Math.Abs((value % 1) - 0.1) < 1e-9);   // 0.1, not 0.10000000149
        (loaded.Prepared.Train.Count, loaded.Prepared.Validation.Count, loaded.Test.Samples.Count).ShouldBe((32, 4, 4));
    }
}
