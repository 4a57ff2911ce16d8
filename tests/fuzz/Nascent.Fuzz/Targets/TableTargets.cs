using System.Globalization;
using System.Text;
using Nascent.Data.Benchmarks;
using Nascent.Data.Loading;
using Nascent.Data.Tests;
using Nascent.Onnx.Tests;

namespace Nascent.Fuzz.Targets;

/// <summary>Tables: of data, of rows to predict, of benchmarks.</summary>
internal static class TableTargets
{
    private const int RowCount = 40;

    private static byte[][] CsvFiles =>
    [
        Text("size,colour,kind", i => $"{Number(i)},{Colour(i)},{Kind(i)}"),
        Text("size;price;when;kind", i => $"{Number(i).Replace('.', ',')};1.{i:000},50;{1 + (i % 28):00}.03.2023;{Kind(i)}"),
        Text("size\tnote\tkind", i => $"{Number(i)}\t\"a \"\"quoted\"\"\n text\t{i}\"\t{Kind(i)}", "\r\n"),
        Text("name|share|when|y", i => $"n{i}|{i}%|2023-01-{1 + (i % 28):00}T10:00:00Z|{Number(i)}"),
        Text("1.5,2.5,cat", i => $"{Number(i)},{i * i},{Kind(i)}"),
        Text("code,amount,gone,y", i => $"0{i:00},\"$1,{i:000}.50\",{(i % 5 == 0 ? "NA" : Number(i))},{i * 1e3:R}"),
        [0xEF, 0xBB, 0xBF, .. Text("größe,farbe,art", i => $"{i},{(i % 3 == 0 ? "grün" : "rot")},{Kind(i)}")],
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Text("size,colour,kind", i => $"{i},{Colour(i)},{Kind(i)}")))],
    ];

    public static FuzzTarget Csv(string folder) => Loading.Of(folder, "a.csv", CsvFiles);

    public static FuzzTarget Gzip(string folder) => Loading.Of(folder, "a.csv.gz", [.. CsvFiles.Select(SampleFiles.Gzip)]);

    public static FuzzTarget JsonLines(string folder) => Loading.Of(folder, "a.jsonl",
        Lines(i => $$"""{"size":{{Number(i)}},"colour":"{{Colour(i)}}","kind":"{{Kind(i)}}"}"""),
        Lines(i => $$"""{"a":{{(i % 3 == 0 ? "null" : $"-1.{i}e3")}},"b":{{(i % 2 == 0 ? "true" : "false")}},"c":"é\n\"{{i % 4}}","y":{{i}}}"""));

    public static async Task<FuzzTarget> ParquetAsync(string folder) => Loading.Of(folder, "a.parquet", await ParquetSample.WriteAsync(RowCount), await ParquetSample.WriteAsync(12));

    /// <summary>Rows that a model is to predict, in every format of tables.</summary>
    public static FuzzTarget Rows(string folder)
    {
        var csv = Encoding.UTF8.GetBytes("colour,age,year,scores,rooms\nred,50,2000001,low,\nblue,,1999999.5,high,7\ngrün,30,,none,2\n");
        var lines = Encoding.UTF8.GetBytes("{\"colour\":\"red\",\"age\":50,\"year\":2000001,\"scores\":\"low\",\"rooms\":null}\n{\"colour\":\"\",\"age\":1e3,\"year\":1,\"scores\":\"high\",\"rooms\":2}\n");
        return FuzzTarget.Of([csv, lines], (bytes, stream) =>
        {
            var path = Path.Combine(folder, bytes is [(byte)'{', ..] ? "rows.jsonl" : "rows.csv");
            File.WriteAllBytes(path, bytes);
            RowFile.ReadEach(path, ExampleTable.Preprocessing);
        });
    }

    public static FuzzTarget Bench(string folder)
    {
        var path = Path.Combine(folder, "bench.csv");
        return FuzzTarget.Of(
            [
                Text("d.width,d.depth,v.accuracy,t.accuracy,c.seconds,p.params", i => $"{i % 8},{i / 8},{Number(i)},{Number(i + 1)},{i + 1},{i * 100}"),
                Text("d.a,v.accuracy@1#0,v.accuracy@1#1,v.accuracy@2#0,c.seconds@1,c.seconds@2", i => $"o{i},{Number(i)},{Number(i + 1)},{Number(i + 2)},{i},{i + 0.5}"),
            ],
            (bytes, _) =>
            {
                File.WriteAllBytes(path, bytes);
                TableFile.Read(path);
            });
    }

    private static string Number(int i) => (i * 0.37).ToString("F3", CultureInfo.InvariantCulture);

    private static string Colour(int i) => i % 3 == 0 ? "red" : "blue";

    private static string Kind(int i) => i % 2 == 0 ? "cat" : "dog";

    private static byte[] Text(string header, Func<int, string> row, string end = "\n") => Encoding.UTF8.GetBytes(header + end + string.Concat(Enumerable.Range(0, RowCount).Select(i => row(i) + end)));

    private static byte[] Lines(Func<int, string> row) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, RowCount).Select(i => row(i) + "\n")));
}
