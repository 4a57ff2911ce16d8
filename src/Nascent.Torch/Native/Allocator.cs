using System.Runtime.InteropServices;

namespace Nascent.Torch.Native;

/// <summary>Tells glibc's allocator to keep freed memory, since a training step frees and takes the same large blocks again and again.</summary>
internal static partial class Allocator
{
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int ArenaMax = -8;

    /// <summary>Whether the allocator took the settings; false on systems without glibc.</summary>
    public static bool Tuned { get; } = Tune();

    private static bool Tune()
    {
        try
        {
            // One arena: other arenas live in 64 MiB heaps that are unmapped when empty, and a training on two threads was no faster with four.
            return mallopt(MapThreshold, int.MaxValue) == 1 & mallopt(TrimThreshold, int.MaxValue) == 1 & mallopt(ArenaMax, 1) == 1;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc.so.6")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int mallopt(int parameter, int value);
}
