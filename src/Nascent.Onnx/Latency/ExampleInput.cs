using Nascent.Data;
using Nascent.Tasks;

namespace Nascent.Onnx.Latency;

/// <summary>Makes up one sample that fits a preprocessing.</summary>
internal static class ExampleInput
{
    public static SampleValues Of(Preprocessing preprocessing) => preprocessing switch
    {
        Preprocessing.Image image => new SampleValues.Pixels(Ramp(image.Channels * image.Height * image.Width), image.Channels, image.Height, image.Width),
        Preprocessing.Table table => new SampleValues.Columns([.. table.Columns.Select(Column)], [], table.Features),
        _ => throw new InvalidOperationException($"No example for the preprocessing {preprocessing.GetType().Name}."),
    };

    private static byte[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 37))];

    private static RawColumn Column(TableColumn column) => column switch
    {
        TableColumn.Numeric numeric => new RawColumn.Numbers(column.Name, [numeric.Mean + (0.5 * numeric.StandardDeviation)]),
        TableColumn.Categorical { Categories: [var first, ..] } => new RawColumn.Texts(column.Name, [first]),
        _ => new RawColumn.Texts(column.Name, [""]),
    };
}
