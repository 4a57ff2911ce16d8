using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>Batches of images: bytes to normalised floats, channels last, with shift, mirror, colours and cut-out on the way.</summary>
internal sealed class ImageBatches : BatchSource
{
    private readonly byte[] _bytes; // (samples, height, width, channels)
    private readonly int _channels;
    private readonly int _height;
    private readonly int _width;
    private readonly int _padding;
    private readonly bool _flip;
    private readonly int _cutout;
    private readonly float[] _scale; // one row: (width, channels)
    private readonly float[] _shift;
    private readonly float[] _black; // one row, normalised
    private readonly byte[] _mirrored;
    private readonly ColourChange? _colour;

    public ImageBatches(SampleValues.Pixels pixels, Preprocessing.Image preprocessing, TrainingRecipe recipe)
    {
        (_channels, _height, _width) = (pixels.Channels, pixels.Height, pixels.Width);
        _bytes = ToChannelsLast(pixels);
        (_padding, _flip, _cutout) = (recipe.CropPadding, recipe.Flip, recipe.Cutout);
        _scale = new float[RowLength];
        _shift = new float[RowLength];
        _black = new float[RowLength];
        _mirrored = new byte[RowLength];
        _colour = recipe.Colour > 0 ? new(recipe.Colour, preprocessing) : null;
        for (var i = 0; i < RowLength; i++)
        {
            var (mean, deviation) = (preprocessing.Mean[i % _channels], preprocessing.StandardDeviation[i % _channels]);
            _scale[i] = (float)(1 / (255 * deviation));
            _shift[i] = _black[i] = (float)(-mean / deviation);
        }
    }

    public override long[] SampleSizes => [_channels, _height, _width];

    private int RowLength => _width * _channels;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Fill(ReadOnlySpan<int> samples, Span<float> batch)
    {
        var length = SampleLength;
        for (var i = 0; i < samples.Length; i++)
            for (var row = 0; row < _height; row++)
                Normalise(Row(samples[i], row), batch.Slice((i * length) + (row * RowLength), RowLength));
    }

    public override void FillAugmented(ReadOnlySpan<int> samples, Seed epoch, Span<float> batch)
    {
        var length = SampleLength;
        for (var i = 0; i < samples.Length; i++)
            Augment(samples[i], epoch.Derive(samples[i]), batch.Slice(i * length, length));
    }

    /// <summary>One image by 64 random bits: 12 each for the two shifts, 12 each for the cut-out's place, one for the mirror.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Augment(int sample, Seed seed, Span<float> image)
    {
        var bits = seed.Value;
        var down = Pick(bits, (2 * _padding) + 1) - _padding;
        var right = Pick(bits >> 12, (2 * _padding) + 1) - _padding;
        var mirror = _flip && (bits >> 63) == 1;
        var (first, last) = (Math.Max(0, -right), Math.Min(_width, _width - right)); // columns of the result that show the image
        for (var row = 0; row < _height; row++)
        {
            var target = image.Slice(row * RowLength, RowLength);
            var from = row + down;
            if (from < 0 || from >= _height)
            {
                _black.CopyTo(target);
                continue;
            }

            var source = Row(sample, from);
            if (mirror)
                source = Mirror(source);
            _black.AsSpan(0, first * _channels).CopyTo(target);
            _black.AsSpan(last * _channels).CopyTo(target[(last * _channels)..]);
            Normalise(source.Slice((first + right) * _channels, (last - first) * _channels), target[(first * _channels)..(last * _channels)]);
        }

        _colour?.Change(image, seed.Derive("colour").Value);
        if (_cutout > 0)
            CutOut(Pick(bits >> 24, _height), Pick(bits >> 36, _width), image);
    }

    private void CutOut(int centreRow, int centreColumn, Span<float> image)
    {
        var (top, left) = (centreRow - (_cutout / 2), centreColumn - (_cutout / 2));
        var (first, last) = (Math.Max(0, left) * _channels, Math.Min(_width, left + _cutout) * _channels);
        for (var row = Math.Max(0, top); row < Math.Min(_height, top + _cutout); row++)
            image[((row * RowLength) + first)..((row * RowLength) + last)].Clear();
    }

    private static int Pick(ulong bits, int count) => (int)(((bits & 0xFFF) * (ulong)count) >> 12);

    private ReadOnlySpan<byte> Row(int sample, int row) => _bytes.AsSpan(((sample * _height) + row) * RowLength, RowLength);

    private ReadOnlySpan<byte> Mirror(ReadOnlySpan<byte> row)
    {
        row.CopyTo(_mirrored);
        Array.Reverse(_mirrored);
        if (_channels == 3)
            for (var i = 0; i < _mirrored.Length; i += 3)
                (_mirrored[i], _mirrored[i + 2]) = (_mirrored[i + 2], _mirrored[i]);
        return _mirrored;
    }

    /// <summary>bytes · scale + shift. Scale and shift depend on the channel alone, so a row may begin at any pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Normalise(ReadOnlySpan<byte> bytes, Span<float> target)
    {
        ref var source = ref MemoryMarshal.GetReference(bytes);
        ref var scale = ref _scale[0];
        ref var shift = ref _shift[0];
        var i = 0;
        for (; i <= bytes.Length - 16; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)i));
            var (a, b) = Vector256.Widen(Vector256.Create(low, high));
            var x = Vector512.ConvertToSingle(Vector512.Create(a.AsInt32(), b.AsInt32()));
            (x * Vector512.LoadUnsafe(ref scale, (nuint)i) + Vector512.LoadUnsafe(ref shift, (nuint)i)).StoreUnsafe(ref MemoryMarshal.GetReference(target), (nuint)i);
        }

        for (; i < bytes.Length; i++)
            target[i] = (Unsafe.Add(ref source, i) * _scale[i]) + _shift[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte[] ToChannelsLast(SampleValues.Pixels pixels)
    {
        if (pixels.Channels == 1)
            return pixels.Bytes;
        var result = new byte[pixels.Bytes.Length];
        var (channels, positions) = (pixels.Channels, pixels.Height * pixels.Width);
        var samples = pixels.Bytes.Length / (channels * positions);
        for (var n = 0; n < samples; n++)
            for (var c = 0; c < channels; c++)
            {
                var plane = pixels.Bytes.AsSpan(((n * channels) + c) * positions, positions);
                for (var p = 0; p < positions; p++)
                    result[(((n * positions) + p) * channels) + c] = plane[p];
            }

        return result;
    }
}
