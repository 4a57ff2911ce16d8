using System.Text;
using Microsoft.Win32.SafeHandles;
using Nascent.Files;

namespace Nascent.Cli.Hosting;

/// <summary>Whether the system lets this process open as many files as its own libraries are: below that nothing can be relied on, not even that an error is written.</summary>
internal static class OpenFileLimit
{
    /// <summary>What a search with a worker for each of a few cores needs.</summary>
    private const int Fewest = 256;

    /// <summary>Says on standard error that there are too few, without any library that is not loaded yet; false where there are enough.</summary>
    public static bool IsTooLow()
    {
        if (ProcessLimits.OpenFiles is not (< Fewest and var limit))
            return false;
        using var handle = new SafeFileHandle(2, ownsHandle: false);
        using var error = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        error.Write(Encoding.UTF8.GetBytes($"nascent: found a limit of {limit} open files, expected at least {Fewest}; raise it with 'ulimit -n 1024'.\n"));
        return true;
    }
}
