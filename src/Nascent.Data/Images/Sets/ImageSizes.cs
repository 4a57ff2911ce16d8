using System.Collections.Immutable;
using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Images.Sets;

/// <summary>The size that all images of a set get, and how those of other shapes are fitted, so that no odd file decides it.</summary>
/// <param name="origin">What notes point at.</param>
/// <param name="files">The images and their sizes.</param>
internal sealed class ImageSizes(string origin, ImmutableArray<(string Path, int Height, int Width)> files)
{
    private const int Largest = 64;

    // Below this side networks of the built-in spaces have nothing left to pool.
    private const int Smallest = 8;

    // The shorter side of long images is not scaled below this.
    private const int ShorterSide = 16;

    // A middle shape that is nearly square, by less than a tenth, is taken for square.
    private const double Square = 0.05;

    /// <summary>Chooses them, and says what was chosen.</summary>
    public (int Height, int Width, ImageFit Fit) Choose(DataOptions options, LoadingLog log)
    {
        if (files.Length == 0)
            return (options.ImageSize ?? Largest, options.ImageSize ?? Largest, options.Fit ?? ImageFit.Crop);
        var sizes = files.CountBy(file => (file.Height, file.Width)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Height).ThenBy(pair => pair.Key.Width).ToArray();
        var isCommon = sizes[0].Value * 2 >= files.Length;
        var typical = isCommon ? sizes[0].Key : Middle();
        var (height, width) = options.ImageSize is { } side ? (side, side) : Bounded(typical.Height, typical.Width);
        var kept = files.Select(file => Kept(file.Height, file.Width, height, width)).Order().ToArray();
        var fit = options.Fit ?? FitFor(kept);
        if (sizes.Length > 1 || sizes[0].Key != (height, width))
            log.Note(Words(sizes, typical, isCommon, (height, width), fit, options));
        NoteOdd(typical, log);
        return (height, width, fit);
    }

    /// <summary>The share of an image that is left where it is cropped to a shape.</summary>
    private static double Kept(int height, int width, int wantedHeight, int wantedWidth)
    {
        var ratio = (double)height * wantedWidth / ((double)width * wantedHeight);
        return Math.Min(ratio, 1 / ratio);
    }

    // Cropped unless one image in ten would lose more than half; stretched where bars would leave a thin line of most images.
    private static ImageFit FitFor(double[] kept) => kept[kept.Length / 10] >= 0.5 ? ImageFit.Crop : kept[kept.Length / 2] >= 0.25 ? ImageFit.Letterbox : ImageFit.Stretch;

    /// <summary>The median side, which is the root of the area, and the median shape.</summary>
    private (int Height, int Width) Middle()
    {
        var side = Median(files.Select(file => Math.Sqrt((double)file.Height * file.Width)));
        var shape = Math.Sqrt(Median(files.Select(file => (double)file.Width / file.Height)));
        if (Math.Abs(Math.Log(shape)) < Square)
            shape = 1;
        return (Math.Max(1, (int)Math.Round(side / shape)), Math.Max(1, (int)Math.Round(side * shape)));
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[(ordered.Length - 1) / 2];
    }

    private static (int Height, int Width) Bounded(int height, int width)
    {
        var scale = Math.Min(1, (double)Largest / Math.Max(height, width));
        var least = Math.Max(Smallest, Math.Min(ShorterSide, Math.Min(height, width)));
        if (scale >= 1)
            scale = Math.Max(1, (double)Smallest / Math.Min(height, width));   // small images are enlarged, in their shape where that is not long
        return (Math.Clamp((int)Math.Round(height * scale), least, Largest), Math.Clamp((int)Math.Round(width * scale), least, Largest));
    }

    private string Words(
        KeyValuePair<(int Height, int Width), int>[] sizes, (int Height, int Width) typical, bool isCommon, (int Height, int Width) size, ImageFit fit, DataOptions options)
    {
        var found = sizes.Length == 1 ? $"all {files.Length:N0} images are {Show(typical)} (height × width)"
            : isCommon ? $"{sizes[0].Value:N0} of {files.Length:N0} images are {Show(typical)} (height × width), the others have {sizes.Length - 1:N0} other size{(sizes.Length == 2 ? "" : "s")}"
            : $"images of {sizes.Length:N0} sizes, the middle one about {Show(typical)} (height × width), which {files.Count(file => Near(file, typical)):N0} of {files.Length:N0} nearly have";
        var done = fit switch { ImageFit.Crop => "scaled and cropped to", ImageFit.Letterbox => "scaled and set between bars in", _ => "stretched to" };
        return $"{origin}: {found}; they were {done} {Show(size)}; {(options.ImageSize is null ? "--image-size chooses another size, " : "")}--fit {(options.ImageSize is null ? "" : "chooses ")}another way.";
    }

    private void NoteOdd((int Height, int Width) typical, LoadingLog log)
    {
        var side = Math.Sqrt((double)typical.Height * typical.Width);
        var odd = files.Where(file => Math.Sqrt((double)file.Height * file.Width) * 3 < side || Kept(file.Height, file.Width, typical.Height, typical.Width) < 1.0 / 3).ToArray();
        if (odd.Length > 0 && odd.Length < files.Length)
            log.Note($"{origin}: {odd.Length:N0} of {files.Length:N0} images {(odd.Length == 1 ? "is" : "are")} far smaller or of quite another shape, such as {Shown(odd[0].Path)} ({odd[0].Height}×{odd[0].Width}); look whether {(odd.Length == 1 ? "it belongs" : "they belong")} there.");
    }

    private static bool Near((string Path, int Height, int Width) file, (int Height, int Width) typical) =>
        Math.Abs(file.Height - typical.Height) * 4 <= typical.Height && Math.Abs(file.Width - typical.Width) * 4 <= typical.Width;

    private string Shown(string path) => Directory.Exists(origin) ? Path.GetRelativePath(origin, path) : path;

    private static string Show((int Height, int Width) size) => $"{size.Height}×{size.Width}";
}
