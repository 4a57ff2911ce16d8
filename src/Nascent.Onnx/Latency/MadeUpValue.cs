using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Nascent.Onnx.Latency;

/// <summary>Makes up a value for an input of a model: one sample, whose numbers differ from each other.</summary>
internal static class MadeUpValue
{
    private const int MostElements = 16 << 20;

    /// <summary>The value; every open size is 1.</summary>
    /// <exception cref="NascentException">The input is too large, or of a kind that is not made up.</exception>
    public static OrtValue Of(string name, NodeMetadata input, string source)
    {
        var sizes = Array.ConvertAll(input.Dimensions, size => (long)Math.Max(1, size));
        var count = sizes.Aggregate(1.0, (product, size) => product * size);
        if (count > MostElements)
            throw new NascentException($"{source}, input '{name}': found {count:N0} elements, expected at most {MostElements:N0}.");
        return input.ElementDataType switch
        {
            TensorElementType.Float => OrtValue.CreateTensorValueFromMemory(Numbers((int)count, i => ((i * 37 % 101) / 50f) - 1), sizes),
            TensorElementType.Double => OrtValue.CreateTensorValueFromMemory(Numbers((int)count, i => ((i * 37 % 101) / 50.0) - 1), sizes),
            TensorElementType.UInt8 => OrtValue.CreateTensorValueFromMemory(Numbers((int)count, i => (byte)(i * 37)), sizes),
            TensorElementType.String => Texts(sizes),
            var other => throw new NascentException($"{source}, input '{name}': found elements of the kind {other}, expected float, double, bytes or texts."),
        };
    }

    private static T[] Numbers<T>(int count, Func<int, T> of) => [.. Enumerable.Range(0, count).Select(of)];

    private static OrtValue Texts(long[] sizes)
    {
        var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, sizes);
        value.StringTensorSetElementAt("", 0);
        return value;
    }
}
