using System.Runtime.CompilerServices;
using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Torch.Kernels.Winograd;

/// <summary>A 3×3 convolution, stride 1, padding 1, of channels in sixteens, with 36 multiplications for 4×4 outputs where the definition has 144.</summary>
/// <remarks>
/// Lavin and Gray (2016), F(4×4, 3×3); gradients are the transposed maps. Tiles go through in blocks that stay in the cache.
/// Sums are always taken in the same order. Not safe for use by several threads at once.
/// </remarks>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="memory">A workspace of <see cref="Parts"/> parts; may be shared with other convolutions.</param>
internal sealed unsafe class WinogradConvolution(int inputs, int outputs, Workspace memory) : IConvolution
{
    /// <summary>Parts of the workspace.</summary>
    public const int Parts = 6;

    private const int Side = TileTransforms.Side;
    private const int Places = TileTransforms.TransformedSide * TileTransforms.TransformedSide;

    /// <summary>Floats between places beyond the tiles: without them, all places of a tile may meet in one set of the cache.</summary>
    private const int Gap = 16;

    /// <summary>The largest product of channels: beyond it, transformed kernels leave the cache.</summary>
    private const int MostKernels = 256 * 256;

    /// <summary>Whether a convolution of an image can be computed so, with gain, on this processor.</summary>
    public static bool Supports(Operator.Convolution op, TensorShape input) =>
        WideVectors.AreFast
        && op is { Kernel: 3, Stride: 1, Padding: 1, Dilation: 1, Groups: 1, Bias: false }
        && input.Width % 16 == 0 && op.Channels % 16 == 0 && (long)input.Width * op.Channels <= MostKernels
        && input.Size(Axis.Height) > 2 && input.Size(Axis.Width) > 2;

    /// <summary>Tiles of a block, at least: the more channels, the more often transformed kernels are used before they leave the cache.</summary>
    private int ForwardTiles => Math.Max(16, (inputs + outputs) / 8);

    private int GradientTiles => 2 * ForwardTiles;

    /// <inheritdoc/>
    public long[] OutputSizes(long[] sizes) => [sizes[0], outputs, sizes[2], sizes[3]];

    /// <inheritdoc/>
    public void Forward(float* x, long[] sizes, float* kernel, float* y)
    {
        var size = (long)inputs * outputs;
        var transformed = memory.Part(0, Places * size);
        KernelTransforms.Forward(kernel, inputs, outputs, memory.Part(1, 9 * size), transformed);
        Convolve(x, TileGrid.Of(sizes, ForwardTiles), inputs, outputs, transformed, y, add: false);
    }

    /// <inheritdoc/>
    public void InputGradient(float* gradient, long[] sizes, float* kernel, float* result, bool add)
    {
        var transformed = memory.Part(0, (long)Places * inputs * outputs);
        KernelTransforms.Backward(kernel, inputs, outputs, transformed);
        Convolve(gradient, TileGrid.Of(sizes, ForwardTiles), outputs, inputs, transformed, result, add);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void KernelGradient(float* x, float* gradient, long[] sizes, float* result)
    {
        var grid = TileGrid.Of(sizes, GradientTiles);
        nint ofInputs = (grid.TilesOfBlock * inputs) + Gap, ofOutputs = (grid.TilesOfBlock * outputs) + Gap, size = inputs * outputs;
        var sums = memory.Part(0, Places * size);
        float* v = memory.Part(2, Places * ofInputs), w = memory.Part(3, Places * ofOutputs);
        float* inputStrip = Zeros(4, Strip(grid, inputs)), gradientStrip = Zeros(1, Strip(grid, outputs)), zeros = Zeros(5, grid.Width * Math.Max(inputs, outputs));
        for (var from = 0; from < grid.Rows; from += grid.RowsOfBlock)
        {
            var rows = Math.Min(grid.RowsOfBlock, grid.Rows - from);
            for (var row = 0; row < rows; row++)
            {
                TransformInput(x, grid, from + row, inputs, inputStrip, zeros, v + ((nint)row * grid.Across * inputs), ofInputs);
                TransformGradient(gradient, grid, from + row, gradientStrip, zeros, w + ((nint)row * grid.Across * outputs), ofOutputs);
            }

            for (var place = 0; place < Places; place++)
                MatrixProduct.Compute(w + (place * ofOutputs), 1, outputs, v + (place * ofInputs), sums + (place * size), outputs, rows * grid.Across, inputs, add: from > 0);
        }

        KernelTransforms.Gradient(sums, inputs, outputs, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Convolve(float* x, TileGrid grid, int inner, int columns, float* kernel, float* y, bool add)
    {
        nint ofInner = (grid.TilesOfBlock * inner) + Gap, ofColumns = (grid.TilesOfBlock * columns) + Gap, line = grid.Width * columns;
        float* v = memory.Part(2, Places * ofInner), m = memory.Part(3, Places * ofColumns);
        float* inputStrip = Zeros(4, Strip(grid, inner)), outputStrip = memory.Part(1, Strip(grid, columns)), zeros = Zeros(5, grid.Width * inner);
        for (var from = 0; from < grid.Rows; from += grid.RowsOfBlock)
        {
            var rows = Math.Min(grid.RowsOfBlock, grid.Rows - from);
            for (var row = 0; row < rows; row++)
                TransformInput(x, grid, from + row, inner, inputStrip, zeros, v + ((nint)row * grid.Across * inner), ofInner);
            for (var place = 0; place < Places; place++)
                MatrixProduct.Compute(v + (place * ofInner), inner, 1, kernel + ((nint)place * inner * columns), m + (place * ofColumns), grid.TilesOfBlock, inner, columns, add: false);
            for (var row = 0; row < rows; row++)
            {
                var (image, top) = grid.Place(from + row);
                var to = y + ((((nint)image * grid.Height) + top) * line);
                TileTransforms.Output(m + ((nint)row * grid.Across * columns), ofColumns, grid.Across, columns, outputStrip, to, Math.Min(Side, grid.Height - top), grid.Width, add);
            }
        }
    }

    private static void TransformInput(float* x, TileGrid grid, int row, int channels, float* strip, float* zeros, float* v, nint place)
    {
        var (image, top) = grid.Place(row);
        var rows = stackalloc float*[Side + 2];
        for (var i = 0; i < Side + 2; i++)
            rows[i] = Row(x, grid, image, top - 1 + i, channels, zeros);
        TileTransforms.Input(rows, grid.Width, channels, strip, grid.Across, v, place);
    }

    private void TransformGradient(float* gradient, TileGrid grid, int row, float* strip, float* zeros, float* w, nint place)
    {
        var (image, top) = grid.Place(row);
        var rows = stackalloc float*[Side];
        for (var i = 0; i < Side; i++)
            rows[i] = Row(gradient, grid, image, top + i, outputs, zeros);
        TileTransforms.OutputGradient(rows, grid.Width, outputs, strip, grid.Across, w, place);
    }

    private static float* Row(float* images, TileGrid grid, int image, int row, int channels, float* zeros) =>
        row < 0 || row >= grid.Height ? zeros : images + ((((nint)image * grid.Height) + row) * grid.Width * channels);

    /// <summary>Elements of the rows between a map down the columns and one along the rows.</summary>
    private static int Strip(TileGrid grid, int channels) => TileTransforms.TransformedSide * ((Side * grid.Across) + 2) * channels;

    private float* Zeros(int part, int count)
    {
        var zeros = memory.Part(part, count);
        new Span<float>(zeros, count).Clear();
        return zeros;
    }
}
