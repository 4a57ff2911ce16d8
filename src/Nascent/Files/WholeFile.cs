using System.Text;

namespace Nascent.Files;

/// <summary>Writes files as a whole or not at all: a reader sees the old file or the new one, and a full disk leaves nothing behind.</summary>
/// <remarks>What is written lies beside its place until it is on the disk. Safe for use by several processes at once; the last one stays.</remarks>
public static class WholeFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; its folder is there. An older one is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        var draft = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            Remove(draft);
            throw;
        }
    }

    /// <summary>Writes bytes; see <see cref="Write"/>.</summary>
    public static void WriteBytes(string path, byte[] bytes) => Write(path, file => file.Write(bytes));

    /// <summary>Writes text in UTF-8; see <see cref="Write"/>.</summary>
    public static void WriteText(string path, string text) => WriteBytes(path, Encoding.UTF8.GetBytes(text));

    private static void Remove(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // the failure that is on its way says what is wrong there
        }
    }
}
