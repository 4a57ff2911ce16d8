using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Nascent.Torch.Native;

/// <summary>Tensors whose channels lie next to each other in memory, which is the fast order for convolutions on processors.</summary>
internal static class ChannelsLast
{
    /// <summary>Strides for sizes (n, c, h, w) stored as n, h, w, c; row-major for any other rank.</summary>
    public static long[] Strides(ReadOnlySpan<long> sizes)
    {
        if (sizes.Length == 4)
            return [sizes[1] * sizes[2] * sizes[3], 1, sizes[3] * sizes[1], sizes[1]];
        var strides = new long[sizes.Length];
        var next = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = next;
            next *= sizes[i];
        }

        return strides;
    }

    /// <summary>An uninitialised tensor.</summary>
    public static Tensor Empty(long[] sizes, Device device) => empty_strided(sizes, Strides(sizes), ScalarType.Float32, device);

    /// <summary>The tensor itself where it is dense and channels-last, else such a copy.</summary>
    public static Tensor Dense(Tensor tensor)
    {
        var sizes = tensor.shape;
        var strides = tensor.stride();
        var expected = Strides(sizes);
        for (var i = 0; i < sizes.Length; i++)
            if (sizes[i] > 1 && strides[i] != expected[i])
                return Empty(sizes, tensor.device).copy_(tensor);
        return tensor;
    }

    /// <summary>Copies values from row-major order into the order of <see cref="Strides"/>.</summary>
    public static void FromRowMajor(ReadOnlySpan<float> rowMajor, ImmutableArray<int> shape, Span<float> memory)
    {
        if (shape.Length != 4)
        {
            rowMajor.CopyTo(memory);
            return;
        }

        var (channels, positions) = (shape[1], shape[2] * shape[3]);
        for (var n = 0; n < shape[0]; n++)
            for (var c = 0; c < channels; c++)
                for (var p = 0; p < positions; p++)
                    memory[(((n * positions) + p) * channels) + c] = rowMajor[(((n * channels) + c) * positions) + p];
    }

    /// <summary>Copies values from the order of <see cref="Strides"/> into row-major order.</summary>
    public static void ToRowMajor(ReadOnlySpan<float> memory, ImmutableArray<int> shape, Span<float> rowMajor)
    {
        if (shape.Length != 4)
        {
            memory.CopyTo(rowMajor);
            return;
        }

        var (channels, positions) = (shape[1], shape[2] * shape[3]);
        for (var n = 0; n < shape[0]; n++)
            for (var c = 0; c < channels; c++)
                for (var p = 0; p < positions; p++)
                    rowMajor[(((n * channels) + c) * positions) + p] = memory[(((n * positions) + p) * channels) + c];
    }
}
