using System.Collections.Immutable;
using Nascent.Data.Images.Decoding;
using Nascent.Data.Images.Fitting;
using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Images.Sets;

/// <summary>Image files that become samples of one size.</summary>
/// <param name="origin">What errors and notes point at.</param>
/// <param name="paths">The files.</param>
/// <param name="parts">One a file. What is chosen for all, such as their size, is chosen by files that are no test images.</param>
internal sealed class ImageSet(string origin, ImmutableArray<string> paths, ImmutableArray<DataPart> parts)
{
    private readonly string?[] _failures = new string?[paths.Length];

    /// <summary>Reads them.</summary>
    /// <exception cref="NascentException">They take too much memory, or a file is bad and skipping was not asked for.</exception>
    public ReadImages Read(DataOptions options, LoadingLog log)
    {
        var headers = new ImageHeader[paths.Length];
        ForEach(i => headers[i] = ImageFile.Probe(paths[i]));
        var readable = Enumerable.Range(0, paths.Length).Where(i => _failures[i] is null).ToArray();
        int[] deciding = readable.Any(i => parts[i] != DataPart.Test) ? [.. readable.Where(i => parts[i] != DataPart.Test)] : readable;
        var channels = readable.Length > 0 && readable.All(i => headers[i].IsGrey) ? 1 : 3;
        if (channels == 3 && readable.Count(i => headers[i].IsGrey) is var grey and > 0)
            log.Note($"{origin}: {grey:N0} of {readable.Length:N0} images are grey and were read as colour.");
        var (height, width, fit) = new ImageSizes(origin, [.. deciding.Select(i => (paths[i], headers[i].Height, headers[i].Width))]).Choose(options, log);
        var background = Backgrounds.Choose(origin, [.. deciding.Where(i => headers[i].MayBeTransparent).Select(i => paths[i])], options.Background, log);
        var frame = new Frame(channels, height, width, fit, background);
        var isWide = readable.Any(i => headers[i].IsWide);
        if (isWide && readable.Count(i => !headers[i].IsWide) is var plain and > 0)
            log.Note($"{origin}: {plain:N0} of {readable.Length:N0} images have 8 bits and the others 16; a value of 8 bits counts 257 times, so that white is white in both.");
        RequireRoom(frame, isWide);
        var bytes = new byte[isWide ? 0 : paths.Length * frame.Length];
        var wide = new ushort[isWide ? paths.Length * frame.Length : 0];
        ForEach(i =>
        {
            if (isWide)
                ImageFile.ReadWide(paths[i], frame).CopyTo(wide, i * frame.Length);
            else
                ImageFile.ReadBytes(paths[i], frame).CopyTo(bytes, i * frame.Length);
        });
        foreach (var failure in _failures)
            if (failure is not null)
                log.Bad(failure);
        int[] kept = [.. Enumerable.Range(0, paths.Length).Where(i => _failures[i] is null)];
        var reading = new ImageReading { Fit = fit, Background = background.ToString() };
        var pixels = new SampleValues.Pixels(bytes, channels, height, width);
        var all = kept.Length == paths.Length;
        return isWide
            ? new(pixels, all ? new(wide, frame.Length) : new WideValues(wide, frame.Length).Take(kept), kept, reading)
            : new(all ? pixels : (SampleValues.Pixels)pixels.Take(kept), null, kept, reading);
    }

    private void RequireRoom(Frame frame, bool isWide)
    {
        var bytes = (long)paths.Length * frame.Length;
        if (bytes * (isWide ? 2 : 1) > Array.MaxLength)
            throw new NascentException($"{origin}: found {paths.Length:N0} images, which at {frame.Height}×{frame.Width} take {bytes * (isWide ? 2 : 1):N0} bytes, expected at most {Array.MaxLength:N0}; choose a smaller --image-size.");
    }

    // Errors are collected by index, so that the same one is reported first whatever the threads do.
    private void ForEach(Action<int> read) => Parallel.For(0, paths.Length, i =>
    {
        if (_failures[i] is not null)
            return;
        try
        {
            read(i);
        }
        catch (NascentException failure)
        {
            _failures[i] = failure.Message.TrimEnd('.');
        }
    });
}
