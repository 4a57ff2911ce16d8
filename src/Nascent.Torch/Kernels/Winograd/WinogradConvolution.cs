using System.Runtime.CompilerServices;
using Nascent.Architectures;

namespace Nascent.Torch.Kernels.Winograd;

/// <summary>A 3×3 convolution, stride 1, padding 1, of channels in sixteens, with 16 multiplications for 2×2 outputs where the definition has 36.</summary>
/// <remarks>
/// Lavin and Gray (2016), F(2×2, 3×3); gradients are the transposed maps. Tiles go through in blocks that stay in the cache. Rounding errors are
/// of the same size as the definition's. Sums are always taken in the same order. Not safe for use by several threads at once.
/// </remarks>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="memory">A workspace of <see cref="Parts"/> parts; may be shared with other convolutions.</param>
internal sealed unsafe class WinogradConvolution(int inputs, int outputs, Workspace memory)
{
    /// <summary>Parts of the workspace.</summary>
    public const int Parts = 5;

    private const int Places = 16;
    private const int ForwardTiles = 16;
    private const int GradientTiles = 32;

    /// <summary>Floats between places beyond the tiles: without them, all places of a tile may meet in one set of the cache.</summary>
    private const int Gap = 16;

    /// <summary>Whether a convolution of so many input channels can be computed so, and the processor is made for it.</summary>
    public static bool Supports(Operator.Convolution op, int inputs) =>
        System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated
        && op is { Kernel: 3, Stride: 1, Padding: 1, Dilation: 1, Groups: 1, Bias: false } && inputs % 16 == 0 && op.Channels % 16 == 0;

    /// <summary>The output.</summary>
    /// <param name="x">(batch, height, width, inputs).</param>
    /// <param name="sizes">(batch, any, height, width).</param>
    /// <param name="kernel">(outputs, 3, 3, inputs).</param>
    /// <param name="y">(batch, height, width, outputs).</param>
    public void Forward(float* x, long[] sizes, float* kernel, float* y)
    {
        var size = (long)inputs * outputs;
        var transformed = memory.Part(0, Places * size);
        KernelTransforms.Forward(kernel, inputs, outputs, memory.Part(1, 9 * size), transformed);
        Convolve(x, TileGrid.Of(sizes, ForwardTiles), inputs, outputs, transformed, y, add: false);
    }

    /// <summary>The gradient by the input, from that by the output.</summary>
    /// <param name="gradient">(batch, height, width, outputs).</param>
    /// <param name="sizes">(batch, any, height, width).</param>
    /// <param name="kernel">(outputs, 3, 3, inputs).</param>
    /// <param name="result">(batch, height, width, inputs).</param>
    /// <param name="add">Whether it is added to what is there.</param>
    public void InputGradient(float* gradient, long[] sizes, float* kernel, float* result, bool add)
    {
        var transformed = memory.Part(0, (long)Places * inputs * outputs);
        KernelTransforms.Backward(kernel, inputs, outputs, transformed);
        Convolve(gradient, TileGrid.Of(sizes, ForwardTiles), outputs, inputs, transformed, result, add);
    }

    /// <summary>The gradient by the kernel.</summary>
    /// <param name="x">(batch, height, width, inputs).</param>
    /// <param name="gradient">By the output: (batch, height, width, outputs).</param>
    /// <param name="sizes">(batch, any, height, width).</param>
    /// <param name="result">(outputs, 3, 3, inputs).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void KernelGradient(float* x, float* gradient, long[] sizes, float* result)
    {
        var grid = TileGrid.Of(sizes, GradientTiles);
        nint ofInputs = (grid.TilesOfBlock * inputs) + Gap, ofOutputs = (grid.TilesOfBlock * outputs) + Gap, size = inputs * outputs;
        var sums = memory.Part(0, Places * size);
        float* v = memory.Part(2, Places * ofInputs), w = memory.Part(3, Places * ofOutputs);
        var zeros = Zeros(grid.Width * Math.Max(inputs, outputs));
        for (var from = 0; from < grid.Rows; from += grid.RowsOfBlock)
        {
            var rows = Math.Min(grid.RowsOfBlock, grid.Rows - from);
            TransformInput(x, grid, inputs, from, rows, v, ofInputs, zeros);
            for (var row = 0; row < rows; row++)
            {
                var (image, top) = ((from + row) / grid.Down, (from + row) % grid.Down * 2);
                var first = gradient + ((((nint)image * grid.Height) + top) * grid.Width * outputs);
                var second = top + 1 < grid.Height ? first + (grid.Width * outputs) : zeros;
                TileTransforms.OutputGradient(first, second, grid.Width, outputs, w + (row * grid.Across * outputs), ofOutputs);
            }

            for (var place = 0; place < Places; place++)
                MatrixProduct.Compute(w + (place * ofOutputs), 1, outputs, v + (place * ofInputs), sums + (place * size), outputs, rows * grid.Across, inputs, add: from > 0);
        }

        KernelTransforms.Gradient(sums, inputs, outputs, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Convolve(float* x, TileGrid grid, int inner, int columns, float* kernel, float* y, bool add)
    {
        nint ofInner = (grid.TilesOfBlock * inner) + Gap, ofColumns = (grid.TilesOfBlock * columns) + Gap;
        float* v = memory.Part(2, Places * ofInner), m = memory.Part(3, Places * ofColumns);
        var zeros = Zeros(grid.Width * inner);
        for (var from = 0; from < grid.Rows; from += grid.RowsOfBlock)
        {
            var rows = Math.Min(grid.RowsOfBlock, grid.Rows - from);
            TransformInput(x, grid, inner, from, rows, v, ofInner, zeros);
            for (var place = 0; place < Places; place++)
                MatrixProduct.Compute(v + (place * ofInner), inner, 1, kernel + ((nint)place * inner * columns), m + (place * ofColumns), grid.TilesOfBlock, inner, columns, add: false);
            for (var row = 0; row < rows; row++)
            {
                var (image, top) = ((from + row) / grid.Down, (from + row) % grid.Down * 2);
                var first = y + ((((nint)image * grid.Height) + top) * grid.Width * columns);
                var second = top + 1 < grid.Height ? first + (grid.Width * columns) : null;
                TileTransforms.Output(m + (row * grid.Across * columns), ofColumns, first, second, grid.Width, columns, add);
            }
        }
    }

    private static void TransformInput(float* x, TileGrid grid, int channels, int from, int rows, float* v, nint place, float* zeros)
    {
        var line = (nint)grid.Width * channels;
        for (var row = 0; row < rows; row++)
        {
            var (image, top) = ((from + row) / grid.Down, (from + row) % grid.Down * 2);
            var first = x + ((((nint)image * grid.Height) + top) * line);
            TileTransforms.Input(
                top > 0 ? first - line : zeros, first, top + 1 < grid.Height ? first + line : zeros, top + 2 < grid.Height ? first + (2 * line) : zeros,
                grid.Width, channels, v + ((nint)row * grid.Across * channels), place);
        }
    }

    private float* Zeros(int count)
    {
        var zeros = memory.Part(4, count);
        new Span<float>(zeros, count).Clear();
        return zeros;
    }
}
