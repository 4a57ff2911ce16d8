using System.Collections.Immutable;
using Nascent.Data.Images.Decoding;
using Nascent.Data.Images.Fitting;
using Nascent.Data.Reading;

namespace Nascent.Data.Images.Sets;

/// <summary>What transparent images are laid on, so that what is drawn on them can be seen.</summary>
internal static class Backgrounds
{
    private const int MostLookedAt = 200;

    // Nine images in ten differ from white by this much, or white is not taken for granted.
    private const double Enough = 64;

    private static readonly (string Name, Colour Colour)[] Candidates = [("white", new(255, 255, 255)), ("black", new(0, 0, 0)), ("grey", new(128, 128, 128))];

    /// <summary>Chooses one, and says so where images are transparent.</summary>
    /// <param name="origin">What notes point at.</param>
    /// <param name="paths">The files that have room for transparency.</param>
    /// <param name="wanted">What the user wants, or null.</param>
    /// <param name="log">What notes go to.</param>
    public static Colour Choose(string origin, ImmutableArray<string> paths, string? wanted, LoadingLog log)
    {
        if (wanted is not null)
            return Colour.Parse(wanted);
        string[] looked = [.. paths.Where((_, i) => i % ((paths.Length / MostLookedAt) + 1) == 0)];
        var inks = new double?[looked.Length];
        Parallel.For(0, looked.Length, i => inks[i] = InkOf(looked[i]));
        double[] known = [.. inks.OfType<double>()];
        if (known.Length == 0)
            return Candidates[0].Colour;
        var (name, colour) = Contrast(255, known) >= Enough ? Candidates[0] : Candidates.MaxBy(candidate => Contrast(candidate.Colour.Red, known));
        log.Note($"{origin}: {known.Length:N0} of {looked.Length:N0} images that were looked at are transparent in places; they were laid on {name}, from which what they show differs {(name == "white" ? "enough" : "most")}; --background chooses another.");
        return colour;
    }

    // By how much all but a tenth of the images differ from a grey.
    private static double Contrast(int grey, double[] inks) => inks.Select(ink => Math.Abs(ink - grey)).Order().ElementAt(inks.Length / 10);

    /// <summary>The mean brightness of what is seen of an image, 0 to 255, or null where nothing of it is transparent or the file is bad.</summary>
    private static double? InkOf(string path)
    {
        try
        {
            using var image = OpenImage.Open(path);
            using var bitmap = image.ToBitmap();
            var (light, opaque) = (0.0, 0.0);
            var pixels = bitmap.GetPixelSpan();
            for (var i = 0; i < pixels.Length; i += 4)
            {
                light += ((0.299 * pixels[i]) + (0.587 * pixels[i + 1]) + (0.114 * pixels[i + 2])) * pixels[i + 3];
                opaque += pixels[i + 3];
            }

            return opaque > 0 && opaque < 255.0 * pixels.Length / 4 ? light / opaque : null;
        }
        catch (NascentException)
        {
            return null;   // reading it says what is wrong
        }
    }
}
