using System.IO.Compression;
using Nascent.Files;

namespace Nascent.Data.Reading;

/// <summary>Opens a file that the user names, inflating gzip, and turns failures into errors that name the file.</summary>
internal static class InputFile
{
    /// <summary>Opens for reading; what begins like gzip is inflated, whatever its name.</summary>
    /// <exception cref="NascentException">The file is missing, unreadable or empty.</exception>
    public static Stream Open(string path)
    {
        var file = OpenAsIs(path);
        var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip ? new InflatedStream(new GZipStream(file, CompressionMode.Decompress), path, InflatedStream.MostBytesFor(file.Length)) : file;
    }

    /// <summary>Opens for reading, without inflating.</summary>
    /// <exception cref="NascentException">The file is missing, unreadable or empty, or it is a pipe or a device.</exception>
    public static FileStream OpenAsIs(string path)
    {
        if (File.Exists(path))
            RegularFile.Require(path, "a readable file");
        try
        {
            if (new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) is { Exists: true, Length: 0 })
                throw new NascentException($"{path}: found an empty file, expected a file with data.");
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new NascentException($"{path}: found a {(Directory.Exists(path) ? "folder" : "file without permission to read it")}, expected a readable file.", failure);
        }
        catch (IOException failure)
        {
            throw new NascentException($"{path}: cannot be read ({failure.Message}), expected a readable file.", failure);
        }
    }
}
