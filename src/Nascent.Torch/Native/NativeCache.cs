using System.Runtime.InteropServices;

namespace Nascent.Torch.Native;

/// <summary>A folder of the user for native files that were made on this machine.</summary>
internal static class NativeCache
{
    /// <summary>The folder: <c>$XDG_CACHE_HOME/nascent/native</c>, by default below <c>~/.cache</c>.</summary>
    public static string Folder
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (string.IsNullOrEmpty(cache) || !Path.IsPathRooted(cache))
                cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(cache, "nascent", "native");
        }
    }

    /// <summary>Loads a library with the given content from the cache, which it is written to first where it is not there.</summary>
    /// <remarks>Where the cache cannot be written, the library is loaded from a private temporary folder that is removed again.</remarks>
    /// <returns>Where it was loaded from.</returns>
    public static string Load(string name, string file, byte[] content)
    {
        try
        {
            var path = Store(Path.Combine(Folder, name), file, content);
            NativeLibrary.Load(path);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var folder = Directory.CreateTempSubdirectory("nascent-");
            try
            {
                var path = Store(folder.FullName, file, content);
                NativeLibrary.Load(path);
                return path;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    /// <summary>Writes a file as a whole or not at all; several processes may do so at once, since each writes the same bytes.</summary>
    internal static string Store(string folder, string file, byte[] content)
    {
        var path = Path.Combine(folder, file);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            return path;
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, $"{file}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        File.WriteAllBytes(draft, content);
        File.Move(draft, path, overwrite: true);
        return path;
    }
}
