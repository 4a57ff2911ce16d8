using Parquet;
using Parquet.Schema;

namespace Nascent.Data.Tests;

/// <summary>A small Parquet file: a number, a text and a label of two classes, by row.</summary>
internal static class ParquetSample
{
    public static async Task<byte[]> WriteAsync(int count)
    {
        var (size, colour, kind) = (new DataField<double>("size"), new DataField<string>("colour"), new DataField<string>("kind"));
        int[] index = [.. Enumerable.Range(0, count)];
        using var memory = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(size, colour, kind), memory))
        {
            using var rows = writer.CreateRowGroup();
            await rows.WriteAsync<double>(size, Array.ConvertAll(index, i => i * 0.5).AsMemory());
            await rows.WriteAsync(colour, Array.ConvertAll(index, i => i % 3 == 0 ? "red" : "blue"));
            await rows.WriteAsync(kind, Array.ConvertAll(index, i => i % 2 == 0 ? "cat" : "dog"));
        }

        return memory.ToArray();
    }
}
