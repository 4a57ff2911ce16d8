using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels;

/// <summary>The kernel of one pointwise function.</summary>
/// <remarks>Compiled in full at the first call: a busy machine may put off the runtime's second, optimised compilation for many steps.</remarks>
internal sealed unsafe class NormKernel<T> : NormKernel
    where T : IPointwise
{
    /// <summary>Periods that single-precision lanes sum before they are emptied into doubles.</summary>
    private const int Chunk = 1024;

    private const int Lanes = 16;

    private readonly float[] _lanes;

    public NormKernel(int channels)
        : base(channels) => _lanes = GC.AllocateArray<float>(5 * Period, pinned: true);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Moments(float* x, long count, Span<double> sums, Span<double> squares)
    {
        float* sum = Lane(0), square = Lane(1), first = Lane(2);
        Repeat(new ReadOnlySpan<float>(x, Channels), first);
        sums.Clear();
        squares.Clear();
        var periods = count / Period;
        for (var from = 0L; from < periods; from += Chunk)
        {
            Clear(sum);
            Clear(square);
            for (var at = x + (from * Period); at < x + (Math.Min(from + Chunk, periods) * Period); at += Period)
                for (var i = 0; i < Period; i += Lanes)
                {
                    var d = Vector512.Load(at + i) - Vector512.Load(first + i);
                    (Vector512.Load(sum + i) + d).Store(sum + i);
                    Vector512.FusedMultiplyAdd(d, d, Vector512.Load(square + i)).Store(square + i);
                }

            Empty(sum, sums);
            Empty(square, squares);
        }

        for (var i = periods * Period; i < count; i++)
        {
            var (channel, d) = ((int)(i % Channels), x[i] - x[i % Channels]);
            sums[channel] += d;
            squares[channel] += (double)d * d;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(float* x, float* y, long count, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
    {
        float* a = Lane(0), b = Lane(1);
        Repeat(scale, a);
        Repeat(shift, b);
        var whole = count / Period * Period;
        for (var at = 0L; at < whole; at += Period)
            for (var i = 0; i < Period; i += Lanes)
                T.Value(Vector512.FusedMultiplyAdd(Vector512.Load(x + at + i), Vector512.Load(a + i), Vector512.Load(b + i))).Store(y + at + i);
        for (var i = whole; i < count; i++)
            y[i] = T.Value(Vector512.Create(MathF.FusedMultiplyAdd(x[i], a[i - whole], b[i - whole]))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GradientSums(
        float* x, float* gradient, float* result, long count, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, ReadOnlySpan<float> mean, Span<double> sums, Span<double> products)
    {
        float* a = Lane(0), b = Lane(1), m = Lane(2), sum = Lane(3), product = Lane(4);
        Repeat(scale, a);
        Repeat(shift, b);
        Repeat(mean, m);
        sums.Clear();
        products.Clear();
        var periods = count / Period;
        for (var from = 0L; from < periods; from += Chunk)
        {
            Clear(sum);
            Clear(product);
            for (var at = from * Period; at < Math.Min(from + Chunk, periods) * Period; at += Period)
                for (var i = 0; i < Period; i += Lanes)
                {
                    var v = Vector512.Load(x + at + i);
                    var h = T.Gradient(Vector512.FusedMultiplyAdd(v, Vector512.Load(a + i), Vector512.Load(b + i)), Vector512.Load(gradient + at + i));
                    if (T.IsCostly)
                        h.Store(result + at + i);
                    (Vector512.Load(sum + i) + h).Store(sum + i);
                    Vector512.FusedMultiplyAdd(h, v - Vector512.Load(m + i), Vector512.Load(product + i)).Store(product + i);
                }

            Empty(sum, sums);
            Empty(product, products);
        }

        for (var i = periods * Period; i < count; i++)
        {
            var channel = (int)(i % Channels);
            var h = T.Gradient(Vector512.Create(MathF.FusedMultiplyAdd(x[i], a[channel], b[channel])), Vector512.Create(gradient[i])).ToScalar();
            if (T.IsCostly)
                result[i] = h;
            sums[channel] += h;
            products[channel] += (double)h * (x[i] - m[channel]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gradient(
        float* x, float* gradient, float* result, long count, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, ReadOnlySpan<float> slope, ReadOnlySpan<float> offset)
    {
        float* a = Lane(0), b = Lane(1), k = Lane(2), o = Lane(3);
        Repeat(scale, a);
        Repeat(shift, b);
        Repeat(slope, k);
        Repeat(offset, o);
        var whole = count / Period * Period;
        for (var at = 0L; at < whole; at += Period)
            for (var i = 0; i < Period; i += Lanes)
            {
                var v = Vector512.Load(x + at + i);
                var h = T.IsCostly ? Vector512.Load(result + at + i)
                    : T.Gradient(Vector512.FusedMultiplyAdd(v, Vector512.Load(a + i), Vector512.Load(b + i)), Vector512.Load(gradient + at + i));
                Vector512.FusedMultiplyAdd(h, Vector512.Load(a + i), Vector512.FusedMultiplyAdd(v, Vector512.Load(k + i), Vector512.Load(o + i))).Store(result + at + i);
            }

        for (var i = whole; i < count; i++)
        {
            var c = i - whole;
            var h = T.IsCostly ? result[i] : T.Gradient(Vector512.Create(MathF.FusedMultiplyAdd(x[i], a[c], b[c])), Vector512.Create(gradient[i])).ToScalar();
            result[i] = MathF.FusedMultiplyAdd(h, a[c], MathF.FusedMultiplyAdd(x[i], k[c], o[c]));
        }
    }

    private float* Lane(int index) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_lanes)) + (index * Period);

    private void Clear(float* lane) => new Span<float>(lane, Period).Clear();

    /// <summary>Writes the channels' values again and again over one period.</summary>
    private void Repeat(ReadOnlySpan<float> channels, float* lane)
    {
        for (var i = 0; i < Period; i += Channels)
            channels.CopyTo(new Span<float>(lane + i, Channels));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Empty(float* lane, Span<double> totals)
    {
        for (var i = 0; i < Period; i += Channels)
            for (var c = 0; c < Channels; c++)
                totals[c] += lane[i + c];
    }
}
