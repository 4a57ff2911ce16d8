using Nascent.Data.Images;
using Nascent.Tasks;

namespace Nascent.Cli.Predicting;

/// <summary>The pictures that an input names, by the rules of <c>search</c>, and their pixels.</summary>
internal static class PictureFiles
{
    /// <summary>Pixels of a picture as a network reads them: (channels, height, width).</summary>
    /// <exception cref="NascentException">The file is no picture, or a damaged one.</exception>
    public static byte[] Read(string path, Preprocessing.Image image) => ImageFile.Read(path, image);

    /// <summary>The file itself, or the pictures of a folder and of those below it, in the order of their paths; hidden ones are left out.</summary>
    /// <exception cref="NascentException">A folder holds none.</exception>
    public static string[] Of(string path, string input)
    {
        if (!Directory.Exists(path))
            return [path];
        string[] files = [.. ImageFolder.FilesBelow(path)];
        return files.Length > 0 ? files : throw new NascentException($"{input}: found no images in the folder, expected files named like images, such as .png or .jpg.");
    }
}
