using Nascent.Onnx.Metadata;
using Nascent.Onnx.Schema;
using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Running;

/// <summary>Whether a file's graph takes and gives what its metadata says.</summary>
internal static class GraphContract
{
    /// <summary>Checks the declared inputs and outputs.</summary>
    /// <exception cref="NascentException">The graph is not the one that the metadata describes.</exception>
    public static void Check(GraphProto graph, ModelCard card, string source)
    {
        var expected = card.Preprocessing switch
        {
            Preprocessing.Image image => [Known([DataType.Uint8], image.Channels, image.Height, image.Width)],
            Preprocessing.Table table => table.Columns.Select(column => Known(column is TableColumn.Numeric ? [DataType.Double, DataType.Float] : [DataType.String], 1)).ToArray(),
            _ => throw new NotSupportedException(card.Preprocessing.GetType().Name),
        };
        if (graph.Input.Count != expected.Length)
            throw Unlike(source, $"{graph.Input.Count} inputs", $"{expected.Length}");
        for (var i = 0; i < expected.Length; i++)
            Check(source, $"input {i + 1}", graph.Input[i], expected[i]);
        string[] outputs = card.Task is LearningTask.Classification ? [OutputName.Scores, OutputName.Probabilities] : [OutputName.PredictedNumber];
        foreach (var name in outputs)
            Check(source, $"output '{name}'", graph.Output.FirstOrDefault(output => output.Name == name) ?? throw Unlike(source, $"no output '{name}'", "one"),
                Known(card.Task is LearningTask.Classification ? [DataType.Float] : [DataType.Double, DataType.Float], card.Task.Outputs));
    }

    /// <summary>Whether an input or output is of double precision.</summary>
    public static bool IsDouble(ValueInfoProto value) => TypeOf(value) == DataType.Double;

    private static (DataType[] Types, long[] Sizes) Known(DataType[] types, params long[] sizes) => (types, sizes);

    private static void Check(string source, string what, ValueInfoProto found, (DataType[] Types, long[] Sizes) expected)
    {
        if (!expected.Types.Contains(TypeOf(found)))
            throw Unlike(source, $"{what} of type {TypeOf(found)}", string.Join(" or ", expected.Types));
        var sizes = (found.Type.TensorType.Shape?.Dim ?? []).Select(dim => dim.HasDimValue ? dim.DimValue : -1).ToArray();
        if (!sizes.Skip(1).SequenceEqual(expected.Sizes))
            throw Unlike(source, $"{what} of {Words(sizes.Skip(1))} values a sample", Words(expected.Sizes));
    }

    private static DataType TypeOf(ValueInfoProto value) => (DataType)(value.Type?.TensorType?.ElemType ?? 0);

    private static string Words(IEnumerable<long> sizes) => string.Join('×', sizes.Select(size => size < 0 ? "?" : $"{size}"));

    private static NascentException Unlike(string source, string found, string expected) =>
        new($"{source}: found {found}, expected {expected}, as the file's metadata says. Export the model again.");
}
