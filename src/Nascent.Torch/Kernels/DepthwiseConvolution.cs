using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Torch.Kernels;

/// <summary>A convolution of each channel with a kernel of its own, for channels in sixteens.</summary>
/// <remarks>
/// Sixteen channels of one image at a time are copied into a plane with zeros around, so that no inner loop knows of borders. The gradient by the input is the
/// convolution of the gradient, its values set <c>stride</c> apart, with the turned kernel. Sums are always taken in the same order. Not safe for use by several threads at once.
/// </remarks>
/// <param name="op">The convolution.</param>
/// <param name="memory">A workspace of <see cref="Parts"/> parts; may be shared with other convolutions.</param>
internal sealed unsafe class DepthwiseConvolution(Operator.Convolution op, Workspace memory) : IConvolution
{
    /// <summary>Parts of the workspace.</summary>
    public const int Parts = 3;

    private const int Lanes = 16;

    private readonly int _taps = op.Kernel * op.Kernel;

    /// <summary>Whether a convolution is one of these, and the processor has registers of sixteen numbers: with two of eight, libtorch is as fast.</summary>
    public static bool Supports(Operator.Convolution op, TensorShape input) =>
        Vector512.IsHardwareAccelerated && op is { Kernel: > 1, Dilation: 1, Bias: false } && op.Padding < op.Kernel
        && op.Groups == input.Width && op.Channels == input.Width && input.Width % Lanes == 0;

    /// <inheritdoc/>
    public long[] OutputSizes(long[] sizes) => [sizes[0], sizes[1], OutputSide(sizes[2]), OutputSide(sizes[3])];

    /// <inheritdoc/>
    public void Forward(float* x, long[] sizes, float* kernel, float* y) =>
        Convolve(x, (int)sizes[2], (int)sizes[3], 1, op.Padding, Transposed(kernel, turned: false), op.Stride, y, OutputSide(sizes[2]), OutputSide(sizes[3]), (int)sizes[0], add: false);

    /// <inheritdoc/>
    public void InputGradient(float* gradient, long[] sizes, float* kernel, float* result, bool add) => Convolve(
        gradient, OutputSide(sizes[2]), OutputSide(sizes[3]), op.Stride, op.Kernel - 1 - op.Padding, Transposed(kernel, turned: true), 1, result, (int)sizes[2], (int)sizes[3], (int)sizes[0], add);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void KernelGradient(float* x, float* gradient, long[] sizes, float* result)
    {
        var (batch, height, width, rows, columns) = ((int)sizes[0], (int)sizes[2], (int)sizes[3], OutputSide(sizes[2]), OutputSide(sizes[3]));
        var sums = Zeros(2, _taps * op.Channels);
        var plane = Plane(rows, columns, op.Stride, out var planeRows, out var planeColumns);
        for (var image = 0; image < batch; image++)
            for (var channel = 0; channel < op.Channels; channel += Lanes)
            {
                Copy(x + ((nint)image * height * width * op.Channels) + channel, height, width, 1, op.Padding, plane, planeRows, planeColumns);
                AddProducts(plane, planeColumns, gradient + ((nint)image * rows * columns * op.Channels) + channel, rows, columns, sums + (channel * _taps));
            }

        for (var channel = 0; channel < op.Channels; channel++)
            for (var tap = 0; tap < _taps; tap++)
                result[(channel * _taps) + tap] = sums[Place(channel, tap)];
    }

    private int OutputSide(long side) => (int)(((side + (2 * op.Padding) - op.Kernel) / op.Stride) + 1);

    /// <summary>Where a channel's tap is in memory that has, for each sixteen channels, the taps, and for each tap the channels.</summary>
    private int Place(int channel, int tap) => (((channel / Lanes * _taps) + tap) * Lanes) + (channel % Lanes);

    private float* Transposed(float* kernel, bool turned)
    {
        var transposed = memory.Part(0, _taps * op.Channels);
        for (var channel = 0; channel < op.Channels; channel++)
            for (var tap = 0; tap < _taps; tap++)
                transposed[Place(channel, turned ? _taps - 1 - tap : tap)] = kernel[(channel * _taps) + tap];
        return transposed;
    }

    private float* Plane(int rows, int columns, int step, out int planeRows, out int planeColumns)
    {
        (planeRows, planeColumns) = (((rows - 1) * step) + op.Kernel, ((columns - 1) * step) + op.Kernel);
        return Zeros(1, planeRows * planeColumns * Lanes);
    }

    private float* Zeros(int part, int count)
    {
        var zeros = memory.Part(part, count);
        new Span<float>(zeros, count).Clear();
        return zeros;
    }

    private void Convolve(float* from, int height, int width, int gap, int border, float* kernel, int step, float* to, int rows, int columns, int batch, bool add)
    {
        var plane = Plane(rows, columns, step, out var planeRows, out var planeColumns);
        for (var image = 0; image < batch; image++)
            for (var channel = 0; channel < op.Channels; channel += Lanes)
            {
                Copy(from + ((nint)image * height * width * op.Channels) + channel, height, width, gap, border, plane, planeRows, planeColumns);
                Correlate(plane, planeColumns, kernel + (channel * _taps), step, to + ((nint)image * rows * columns * op.Channels) + channel, rows, columns, add);
            }
    }

    /// <summary>Sixteen channels of an image into a plane, <paramref name="gap"/> apart from <paramref name="border"/> on; the rest of the plane stays as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(float* image, int height, int width, int gap, int border, float* plane, int planeRows, int planeColumns)
    {
        nint channels = op.Channels;
        for (var row = 0; row < height && border + (row * gap) < planeRows; row++)
        {
            var source = image + (row * width * channels);
            var target = plane + ((((border + (row * gap)) * planeColumns) + border) * Lanes);
            for (var column = 0; column < width && border + (column * gap) < planeColumns; column++)
                Vector512.Load(source + (column * channels)).Store(target + (column * gap * Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Correlate(float* plane, int planeColumns, float* kernel, int step, float* to, int rows, int columns, bool add)
    {
        nint channels = op.Channels, next = step * Lanes, line = planeColumns * Lanes;
        var side = op.Kernel;
        for (var row = 0; row < rows; row++)
        {
            var corner = plane + (row * step * line);
            var column = 0;
            for (; column + 4 <= columns; column += 4, corner += 4 * next, to += 4 * channels)
            {
                Vector512<float> a = default, b = default, c = default, d = default;
                var tap = kernel;
                for (var y = 0; y < side; y++)
                {
                    var at = corner + (y * line);
                    for (var x = 0; x < side; x++, at += Lanes, tap += Lanes)
                    {
                        var weight = Vector512.Load(tap);
                        a = Vector512.FusedMultiplyAdd(weight, Vector512.Load(at), a);
                        b = Vector512.FusedMultiplyAdd(weight, Vector512.Load(at + next), b);
                        c = Vector512.FusedMultiplyAdd(weight, Vector512.Load(at + (2 * next)), c);
                        d = Vector512.FusedMultiplyAdd(weight, Vector512.Load(at + (3 * next)), d);
                    }
                }

                Put(a, to, add);
                Put(b, to + channels, add);
                Put(c, to + (2 * channels), add);
                Put(d, to + (3 * channels), add);
            }

            for (; column < columns; column++, corner += next, to += channels)
            {
                Vector512<float> sum = default;
                var tap = kernel;
                for (var y = 0; y < side; y++)
                    for (var x = 0; x < side; x++, tap += Lanes)
                        sum = Vector512.FusedMultiplyAdd(Vector512.Load(tap), Vector512.Load(corner + (y * line) + (x * Lanes)), sum);
                Put(sum, to, add);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> value, float* to, bool add) => (add ? value + Vector512.Load(to) : value).Store(to);

    /// <summary>For each tap, the sum over the outputs of the gradient times what the tap has seen there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddProducts(float* plane, int planeColumns, float* gradient, int rows, int columns, float* sums)
    {
        nint channels = op.Channels, next = op.Stride * Lanes, line = planeColumns * Lanes;
        for (var tap = 0; tap < _taps; tap++, sums += Lanes)
        {
            Vector512<float> a = Vector512.Load(sums), b = default, c = default, d = default;
            var g = gradient;
            for (var row = 0; row < rows; row++)
            {
                var seen = plane + (((row * op.Stride) + (tap / op.Kernel)) * line) + (tap % op.Kernel * Lanes);
                var column = 0;
                for (; column + 4 <= columns; column += 4, seen += 4 * next, g += 4 * channels)
                {
                    a = Vector512.FusedMultiplyAdd(Vector512.Load(g), Vector512.Load(seen), a);
                    b = Vector512.FusedMultiplyAdd(Vector512.Load(g + channels), Vector512.Load(seen + next), b);
                    c = Vector512.FusedMultiplyAdd(Vector512.Load(g + (2 * channels)), Vector512.Load(seen + (2 * next)), c);
                    d = Vector512.FusedMultiplyAdd(Vector512.Load(g + (3 * channels)), Vector512.Load(seen + (3 * next)), d);
                }

                for (; column < columns; column++, seen += next, g += channels)
                    a = Vector512.FusedMultiplyAdd(Vector512.Load(g), Vector512.Load(seen), a);
            }

            (a + b + (c + d)).Store(sums);
        }
    }
}
