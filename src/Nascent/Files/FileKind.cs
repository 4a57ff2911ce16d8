using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Nascent.Files;

/// <summary>Tells regular files from pipes, sockets and devices, which .NET does not, without opening them.</summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint TypeMask = 0xF000, KindWanted = 1; // S_IFMT, STATX_TYPE
    private const int StatusLength = 256, ModeOffset = 28; // struct statx, which is the same on every processor

    /// <summary>What a path leads to that is neither a regular file nor a folder, in words; null for those two, and where the system does not say.</summary>
    public static string? OddityOf(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var status = new byte[StatusLength];
        try
        {
            if (Status(CurrentFolder, path, 0, KindWanted, status) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library of before 2018
        }

        return (BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeOffset)) & TypeMask) switch
        {
            0x1000 => "a pipe",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(int folder, string path, int flags, uint mask, [Out] byte[] status);
}
