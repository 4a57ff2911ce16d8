namespace Nascent.Files;

/// <summary>Opens files that somebody else may have made: regular ones alone, never a pipe or a device that does not end, and of a size that is expected.</summary>
/// <remarks>All methods are safe for use by several threads.</remarks>
public static class RegularFile
{
    /// <summary>The most bytes that a file of JSON or of lines may have: 64 MiB.</summary>
    public const long MostBytesOfText = 64L << 20;

    /// <summary>Checks what a file is, without opening it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it should be, for errors, such as <c>a search space as JSON</c>.</param>
    /// <param name="mostBytes">The most bytes that it may have.</param>
    /// <exception cref="NascentException">It is missing, too long, or no regular file.</exception>
    public static void Require(string path, string expected, long mostBytes = long.MaxValue)
    {
        if (Directory.Exists(path))
            throw new NascentException($"{path}: found a folder, expected {expected}.");
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new NascentException($"{path}: found no file, expected {expected}.");
        if (FileKind.OddityOf(path) is { } oddity)
            throw new NascentException($"{path}: found {oddity}, which is not a regular file, expected {expected}.");
        if (LengthOf(file) is var length && length > mostBytes)
            throw new NascentException($"{path}: found {length:N0} bytes, expected {expected} of at most {mostBytes:N0} bytes.");
    }

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it should be, for errors.</param>
    /// <param name="mostBytes">The most bytes that it may have.</param>
    /// <exception cref="NascentException">It is missing, unreadable, too long, or no regular file.</exception>
    public static FileStream Open(string path, string expected, long mostBytes = long.MaxValue)
    {
        Require(path, expected, mostBytes);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new NascentException($"{path}: found a file without permission to read it, expected {expected}.", failure);
        }
        catch (IOException failure)
        {
            throw new NascentException($"{path}: cannot be read ({failure.Message.TrimEnd('.')}), expected {expected}.", failure);
        }
    }

    /// <summary>All bytes of a file; see <see cref="Open"/>.</summary>
    public static byte[] ReadBytes(string path, string expected, long mostBytes = int.MaxValue / 2)
    {
        using var file = Open(path, expected, mostBytes);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException failure)
        {
            throw new NascentException($"{path}: cannot be read ({failure.Message.TrimEnd('.')}), expected {expected}.", failure);
        }
    }

    /// <summary>The text of a file in UTF-8; see <see cref="Open"/>.</summary>
    public static string ReadText(string path, string expected, long mostBytes = MostBytesOfText)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path, expected, mostBytes)));
        return reader.ReadToEnd();
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : file.Length;
        }
        catch (IOException)
        {
            return 0; // a link that leads nowhere: opening it says so
        }
    }
}
