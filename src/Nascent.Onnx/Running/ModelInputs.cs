using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Nascent.Data;
using Nascent.Tasks;

namespace Nascent.Onnx.Running;

/// <summary>The inputs of a model, and how samples become values for them.</summary>
/// <param name="source">What messages call the model.</param>
/// <param name="preprocessing">What the model reads.</param>
/// <param name="graph">The graph's inputs, in order: one for an image, one a column for a table; and whether it wants double precision.</param>
internal sealed class ModelInputs(string source, Preprocessing preprocessing, ImmutableArray<(string Name, bool IsDouble)> graph)
{
    private readonly string[] _names = [.. graph.Select(input => input.Name)];

    /// <summary>The names of the graph's inputs, in order.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>The number of samples in <paramref name="values"/>.</summary>
    /// <exception cref="NascentException">They do not fit the model.</exception>
    public int Check(SampleValues values) => (Raw(values), preprocessing) switch
    {
        (SampleValues.Pixels pixels, Preprocessing.Image image) => CheckImages(pixels, image),
        (SampleValues.Columns columns, Preprocessing.Table table) => CheckColumns(columns, table),
        (SampleValues.Pixels, _) => throw new NascentException($"{source}: found images, expected rows of a table: the model was trained on one."),
        _ => throw new NascentException($"{source}: found rows of a table, expected images: the model was trained on them."),
    };

    /// <summary>The values of <paramref name="count"/> samples from <paramref name="start"/>, which <see cref="Check"/> has passed.</summary>
    public InputBatch Take(SampleValues values, int start, int count)
    {
        if (Raw(values) is SampleValues.Pixels pixels)
        {
            var size = pixels.Channels * pixels.Height * pixels.Width;
            return new InputBatch([Tensor(pixels.Bytes.AsMemory(start * size, count * size), count, pixels.Channels, pixels.Height, pixels.Width)]);
        }

        var raw = ((SampleValues.Columns)values).Raw;
        return new InputBatch([.. ((Preprocessing.Table)preprocessing).Columns.Select((column, i) => Find(raw, column.Name)! switch
        {
            RawColumn.Numbers numbers when graph[i].IsDouble => Tensor(numbers.Values.AsMemory(start, count), count, 1),
            RawColumn.Numbers numbers => Tensor(Array.ConvertAll(numbers.Values[start..(start + count)], value => (float)value).AsMemory(), count, 1),
            var texts => Texts(((RawColumn.Texts)texts).Values.AsSpan(start, count)),
        })]);
    }

    // What a backbone makes of images is computed inside the model again.
    private static SampleValues Raw(SampleValues values) => values is SampleValues.Embedded { Images: { } images } ? images : values;

    private int CheckImages(SampleValues.Pixels pixels, Preprocessing.Image image)
    {
        if ((pixels.Channels, pixels.Height, pixels.Width) != (image.Channels, image.Height, image.Width))
            throw new NascentException(
                $"{source}: found images of {pixels.Channels}×{pixels.Height}×{pixels.Width} (channels × height × width), "
                + $"expected {image.Channels}×{image.Height}×{image.Width}. Resize them and give them {(image.Channels == 1 ? "grey" : "in colour")}.");
        var size = image.Channels * image.Height * image.Width;
        return pixels.Bytes.Length % size == 0 ? pixels.Bytes.Length / size
            : throw new NascentException($"{source}: found {pixels.Bytes.Length} bytes of pixels, expected a multiple of {size}.");
    }

    private int CheckColumns(SampleValues.Columns columns, Preprocessing.Table table)
    {
        var count = -1;
        foreach (var column in table.Columns)
        {
            var raw = Find(columns.Raw, column.Name) ?? throw new NascentException(
                $"{source}: column '{column.Name}' not found, expected the columns {string.Join(", ", table.Columns.Select(known => $"'{known.Name}'"))}.");
            var isNumeric = raw is RawColumn.Numbers;
            if (isNumeric != column is TableColumn.Numeric)
                throw new NascentException($"{source}: column '{column.Name}': found {Kind(isNumeric)}, expected {Kind(!isNumeric)}.");
            if (count >= 0 && raw.Count != count)
                throw new NascentException($"{source}: column '{column.Name}': found {raw.Count} rows, expected {count} as in the columns before it.");
            count = raw.Count;
        }

        return count;

        static string Kind(bool isNumeric) => isNumeric ? "numbers" : "texts";
    }

    private static RawColumn? Find(ImmutableArray<RawColumn> raw, string name) => raw.FirstOrDefault(column => column.Name == name);

    private static OrtValue Tensor<T>(Memory<T> values, params long[] shape)
        where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);

    private static OrtValue Texts(ReadOnlySpan<string> texts)
    {
        var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [texts.Length, 1]); // (batch, 1)
        for (var i = 0; i < texts.Length; i++)
            value.StringTensorSetElementAt(texts[i].AsSpan(), i);
        return value;
    }
}
