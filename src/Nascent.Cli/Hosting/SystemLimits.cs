using System.Text;
using Microsoft.Win32.SafeHandles;
using Nascent.Files;

namespace Nascent.Cli.Hosting;

/// <summary>Whether the system gives this process as many open files and as much address space as its own libraries need: below that nothing can be relied on, not even that an error is written.</summary>
internal static class SystemLimits
{
    /// <summary>The open files that a search with a worker for each of a few cores needs.</summary>
    private const int FewestFiles = 256;

    /// <summary>The address space that .NET and libtorch take before any data are read, in bytes; a little below it .NET itself breaks off.</summary>
    private const long LeastAddressSpace = 4L << 30;

    /// <summary>Says on standard error what there is too little of, without any library that is not loaded yet; false where there is enough.</summary>
    public static bool AreTooLow()
    {
        var line = ProcessLimits.OpenFiles is < FewestFiles and var files ? $"found a limit of {files} open files, expected at least {FewestFiles}; raise it with 'ulimit -n 1024'."
            : ProcessLimits.AddressSpace is < LeastAddressSpace and var bytes ? $"found a limit of {bytes >> 20} MiB of address space, expected at least {LeastAddressSpace >> 20}; lift it with 'ulimit -v unlimited', and limit workers with --memory-limit instead."
            : null;
        if (line == null)
            return false;
        using var handle = new SafeFileHandle(2, ownsHandle: false);
        using var error = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        error.Write(Encoding.UTF8.GetBytes($"nascent: {line}\n"));
        return true;
    }
}
