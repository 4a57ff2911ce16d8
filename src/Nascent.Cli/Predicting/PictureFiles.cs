using Nascent.Data.Images;
using Nascent.Tasks;

namespace Nascent.Cli.Predicting;

/// <summary>The pictures that an input names, by the rules of <c>search</c>, and their pixels.</summary>
internal static class PictureFiles
{
    /// <summary>Pixels of a picture as a network reads them: (channels, height, width).</summary>
    /// <exception cref="NascentException">The file is no picture, or a damaged one.</exception>
    public static byte[] Read(string path, Preprocessing.Image image) => ImageFile.Read(path, image.Channels, image.Height, image.Width);

    /// <summary>The file itself, or the pictures of a folder and of those below it, in the order of their paths; hidden ones are left out.</summary>
    /// <exception cref="NascentException">A folder holds none.</exception>
    public static string[] Of(string path, string input)
    {
        if (!Directory.Exists(path))
            return [path];
        string[] files = [.. Below(path).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new NascentException($"{input}: found no images in the folder, expected files named like images, such as .png or .jpg.");
    }

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder).Where(file => !IsHidden(file) && ImageFile.IsNamedSo(file))
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !IsHidden(inner) && !IsLink(inner)).SelectMany(Below));

    // What file managers and archives put beside pictures is none of them.
    private static bool IsHidden(string path) => Path.GetFileName(path) is var name && (name[0] == '.' || name == "__MACOSX");

    // A link may lead back to where it lies.
    private static bool IsLink(string folder) => File.GetAttributes(folder).HasFlag(FileAttributes.ReparsePoint);
}
