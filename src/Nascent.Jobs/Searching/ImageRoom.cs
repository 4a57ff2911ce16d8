using Nascent.Data;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Jobs.Searching;

/// <summary>Whether images are large enough for the networks of a space, said in terms of images.</summary>
internal static class ImageRoom
{
    private const int MostTried = 256;

    // A side that suits small networks, where one has to be named.
    private const int Usual = 32;

    /// <summary>Checks that every network of a space can be built for the data.</summary>
    /// <exception cref="NascentException">One cannot.</exception>
    public static void Require(SearchSpace space, PreparedData data)
    {
        try
        {
            space.Check(data.Signature);
        }
        catch (NascentException failure) when (data.Preprocessing is Preprocessing.Image image && LeastSide(space, image, data) is { } least && Math.Min(image.Height, image.Width) < least)
        {
            var way = image.Reading is null ? "choose another --space, or give larger images" : $"pass --image-size {Math.Max(least, Usual)} (at least {least}), or choose another --space";
            throw new NascentException($"{data.Name}: found images of {image.Height}×{image.Width} (height × width), expected at least {least}×{least} for the networks of search space '{space.Name}'; {way}. ({failure.Message})", failure);
        }
    }

    private static int? LeastSide(SearchSpace space, Preprocessing.Image image, PreparedData data) =>
        Enumerable.Range(1, MostTried).Select(side => (int?)side).FirstOrDefault(side => Passes(space, Signature.Image(image.Channels, side!.Value, side.Value, data.Task.Outputs)));

    private static bool Passes(SearchSpace space, Signature signature)
    {
        try
        {
            space.Check(signature);
            return true;
        }
        catch (NascentException)
        {
            return false;
        }
    }
}
