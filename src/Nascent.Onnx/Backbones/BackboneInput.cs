using Nascent.Onnx.Schema;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Backbones;

/// <summary>What a backbone reads: one batch of images.</summary>
/// <param name="Name">The name of the input.</param>
/// <param name="IsBytes">Whether it reads uint8 pixels, and so normalises them itself; else float32.</param>
/// <param name="IsChannelsLast">Whether it reads (batch, height, width, channels); else (batch, channels, height, width).</param>
/// <param name="Channels">1 or 3.</param>
/// <param name="Height">Rows; null where any number will do.</param>
/// <param name="Width">Columns; null where any number will do.</param>
public sealed record BackboneInput(string Name, bool IsBytes, bool IsChannelsLast, int Channels, int? Height, int? Width)
{
    private const int MostPixels = 1024;

    /// <summary>What a graph reads.</summary>
    /// <exception cref="NascentException">That is not one batch of images.</exception>
    internal static BackboneInput Of(GraphProto graph, string source)
    {
        var weights = graph.Initializer.Select(weight => weight.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = graph.Input.Where(input => !weights.Contains(input.Name)).ToArray(); // old files list weights among the inputs
        if (inputs is not [var input])
            throw new NascentException($"{source}: found {inputs.Length} inputs ({string.Join(", ", inputs.Select(one => $"'{one.Name}'"))}), expected one: a batch of images.");
        var type = (DataType)(input.Type?.TensorType?.ElemType ?? 0);
        if (type is not (DataType.Float or DataType.Uint8))
            throw new NascentException($"{source}: found the input '{input.Name}' of type {type}, expected float32 or uint8 images.");
        int?[] sizes = [.. (input.Type!.TensorType.Shape?.Dim ?? []).Select(dim => dim.HasDimValue && dim.DimValue is >= 1 and <= int.MaxValue ? (int?)dim.DimValue : null)];
        if (sizes.Length != 4)
            throw new NascentException($"{source}: found the input '{input.Name}' with {sizes.Length} axes, expected 4: a batch of images.");
        return sizes switch
        {
            [_, 1 or 3, var height, var width] => new(input.Name, type == DataType.Uint8, false, sizes[1]!.Value, Side(height), Side(width)),
            [_, var height, var width, 1 or 3] => new(input.Name, type == DataType.Uint8, true, sizes[3]!.Value, Side(height), Side(width)),
            _ => throw new NascentException($"{source}: found the input '{input.Name}' of ({string.Join(", ", sizes.Select(size => size?.ToString() ?? "?"))}), expected images of 1 or 3 channels: (batch, channels, height, width) or (batch, height, width, channels)."),
        };

        int? Side(int? size) => size is null or <= MostPixels ? size : throw new NascentException($"{source}: found images of {size} pixels, expected at most {MostPixels}.");
    }
}
